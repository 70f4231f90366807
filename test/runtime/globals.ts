import type * as jest from '@jest/globals';

export type Framework = Pick<
  typeof jest,
  'describe' | 'it' | 'test' | 'expect' | 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach'
>;

let current: Framework;

/** Says whose tests are described from now on: each test file has a framework of its own. */
export function useFramework(framework: Framework): void {
  current = framework;
}

/** What a module that several test files share may hold on to: it calls that of the moment. */
function follow<Name extends keyof Framework>(name: Name): Framework[Name] {
  return new Proxy(() => undefined, {
    apply: (_, self, args): unknown => Reflect.apply(current[name], self, args),
    get: (_, property): unknown => Reflect.get(current[name], property),
  }) as unknown as Framework[Name];
}

export const describe = follow('describe');
export const it = follow('it');
export const test = follow('test');
export const expect = follow('expect');
export const beforeAll = follow('beforeAll');
export const afterAll = follow('afterAll');
export const beforeEach = follow('beforeEach');
export const afterEach = follow('afterEach');
