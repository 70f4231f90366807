import { describe, expect, it } from '@jest/globals';
import { lastError, splitPasted } from '../../../src/answers/split-pasted.ts';

const proseOf = (message: string): string => splitPasted(message).prose;
const pastedOf = (message: string): string => splitPasted(message).pasted;

describe('in a message, what a program wrote', () => {
  it.each([
    ['a line of a log', '2026-11-25T10:14:03Z level=error msg="no"'],
    ['a line with a clock', 'started at 10:14:03'],
    ['a level in brackets', '[ERROR] pump failed'],
    ['a prompt', '$ pump --on'],
    ['a shell somewhere', 'ada@pump-3:~$ start'],
    ['an error by its name', 'ValueError: no water'],
    ['a cause', 'Caused by: no water'],
    ['two settings in a line', 'then pump=on valve=off came'],
    ['a setting', 'port = 8080'],
    ['a setting of a file', '"private": true,'],
    ['the name of a part of a file', '[server]'],
    ['a whole line in backticks', '`pump --on`'],
    ['mostly signs', '<a href="/x"><b>{{y}}</b></a>//--##'],
  ])('is kept from what a person wrote: %s', (_, line) => {
    expect(splitPasted(`it fails:\n${line}\nany idea`)).toEqual({
      prose: 'it fails:\nany idea',
      pasted: line,
    });
  });

  it.each([
    'the pump=on does nothing',
    'what does <-> mean',
    'does the error say why',
    '"why", she asked, "does it leak...?"',
  ])('is not taken for it: %s', (line) => {
    expect(splitPasted(line)).toEqual({ prose: line, pasted: '' });
  });

  it('is everything between fences, and a line ends where it stood', () => {
    expect(splitPasted('why```pump --on\nsay it```so\n```and the rest')).toEqual({
      prose: 'why\nso',
      pasted: 'pump --on\nsay it\nand the rest',
    });
  });

  it('is the whole of a stack, with its lines that stand further in', () => {
    const stack =
      'Traceback (most recent call last):\n  File "a.py", line 1\n    import x\nModuleNotFoundError: x';
    expect(splitPasted(`what is\n${stack}\n  this here`)).toEqual({
      prose: 'what is',
      pasted: `${stack}\n  this here`,
    });
    expect(proseOf('what is\n  this here')).toBe('what is\n this here');
    expect(proseOf(`${stack}\nand so on,  or not`)).toBe('and so on, or not');
  });
});

describe('in a message, what a person wrote', () => {
  it.each([
    ['names called out', 'hey @here and @channel why', 'hey and why'],
    ['an address', 'see https://example.org/a?b=1 there', 'see there'],
    ['an aside', 'why (as far as I can tell) does it leak', 'why does it leak'],
    ['emoji', 'why :wave: does it 🙏🏽 leak', 'why\n does it\n leak'],
    ['what quotes somebody', '> why does it leak', 'why does it leak'],
    ['who said it and when', '[09:13] Ana Roy: why does it leak', 'why does it leak'],
  ])('goes without %s', (_, message, prose) => {
    expect(proseOf(message)).toBe(prose);
  });

  it('keeps what brackets say in up to three words', () => {
    expect(proseOf('the queue (of the celery)')).toBe('the queue (of the celery)');
    expect(proseOf('the queue (of the old celery)')).toBe('the queue');
  });

  it('keeps an address, or a sign, that is all there is', () => {
    expect(proseOf(' https://example.org/retries ')).toBe('https://example.org/retries');
    expect(proseOf(' :: ')).toBe('::');
    expect(proseOf('42 https://example.org')).toBe('42');
  });

  it('has the items of a list behind a mark, however they were marked', () => {
    expect(proseOf('- asked Tom\n  * a walk\n2) rest')).toBe('• asked Tom\n• a walk\n• rest');
  });

  it('goes on where a window broke its line', () => {
    expect(proseOf('how do we mend the\npump of\nthe house\ntoday')).toBe(
      'how do we mend the pump of the house\ntoday',
    );
  });
});

describe('lastError', () => {
  it('is the last line that names an error, or else the last that says anything', () => {
    expect(lastError('ValueError: a\nKeyError: b\n  at line 3\n')).toBe('KeyError: b');
    expect(lastError('first\nlast\n   \n')).toBe('last');
    expect(lastError('')).toBe('');
  });

  it.each([
    ["ModuleNotFoundError: No module named 'pump'", "No module named 'pump'"],
    ['pump.util.exc.ValveError: water stands too high', 'pump water stands too high'],
    ['2026-11-26 10:12:11 ERROR pump.FlowException: no water', 'pump no water'],
    ['KeyError: valve', 'KeyError: valve'],
    ['pump.FlowTimeout in line 3', 'pump.FlowTimeout in line 3'],
  ])('leaves of a type what its package is called, where more is said: %s', (line, said) => {
    expect(lastError(line)).toBe(said);
  });
});

it('splitPasted keeps nothing of what is empty', () => {
  expect(pastedOf('\n\n')).toBe('');
});
