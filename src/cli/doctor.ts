import { styleText } from 'node:util';
import { listSecrets, parseConfig, type Config } from '../ops/config.ts';
import { createRedactor } from '../ops/create-redactor.ts';
import { InvalidSettingsError } from '../text/operator-error.ts';
import { checkArticles } from './doctor/check-articles.ts';
import { checkDatabase, checkPort, checkProxy } from './doctor/check-machine.ts';
import { checkDelivery, checkSlack } from './doctor/check-slack.ts';
import { ok, problem, type DoctorDeps, type Finding } from './doctor/finding.ts';

const checks = [checkProxy, checkSlack, checkDelivery, checkPort, checkArticles, checkDatabase];

const signs = {
  ok: ['ok     ', 'green'],
  warning: ['warning', 'yellow'],
  problem: ['PROBLEM', 'red'],
} as const;

/** Looks at everything the bot needs, changes nothing, and returns the exit code. */
export async function runDoctor(deps: DoctorDeps): Promise<number> {
  const counts = { ok: 0, warning: 0, problem: 0 };
  let redact = createRedactor([]);
  const report = ({ state, subject, words, mend }: Finding): void => {
    counts[state] += 1;
    const [sign, colour] = signs[state];
    const line = `${subject}: ${words}${mend === undefined ? '' : `\n        ${mend}`}`;
    const shown = deps.colours ? styleText(colour, sign, { validateStream: false }) : sign;
    deps.out(`${shown} ${String(redact(line))}\n`);
  };

  let config: Config | undefined;
  try {
    config = parseConfig(deps.env);
    redact = createRedactor(listSecrets(config));
    report(ok('settings', 'complete'));
  } catch (error) {
    if (!(error instanceof InvalidSettingsError)) throw error;
    for (const words of error.problems) report(problem('settings', words));
  }
  if (config === undefined) {
    deps.out('Everything else depends on the settings: mend them and run this again.\n');
    return 1;
  }
  for (const check of checks) {
    for await (const finding of check(config, deps)) report(finding);
  }
  deps.out(`${counts.problem} to mend, ${counts.warning} to look at, ${counts.ok} fine.\n`);
  return counts.problem > 0 ? 1 : 0;
}
