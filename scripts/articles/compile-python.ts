import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface CompiledPython {
  readonly version: string;
  /** For each text what stops it from compiling, or null. */
  readonly slips: readonly ({ readonly line: number; readonly message: string } | null)[];
}

// Compiles without running; a warning of the compiler counts, as readers would meet it too.
const program = `
import json, platform, sys, warnings
warnings.simplefilter("error")
def check(text):
    try:
        compile(text, "block", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, SyntaxWarning) as error:
        return {"line": getattr(error, "lineno", None) or 1, "message": f"Python: {getattr(error, 'msg', None) or error}"}
version = "Python " + platform.python_version()
print(json.dumps({"version": version, "slips": [check(text) for text in json.load(sys.stdin)]}))
`;

/** Compiles all texts in one process. Undefined when there is no python3. */
export async function compilePython(
  texts: readonly string[],
  command = 'python3',
): Promise<CompiledPython | undefined> {
  try {
    const running = promisify(execFile)(command, ['-I', '-c', program]);
    running.child.stdin?.end(JSON.stringify(texts));
    return JSON.parse((await running).stdout) as CompiledPython;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
