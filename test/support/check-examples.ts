import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { DocExample } from './doc-examples.js'

const top = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Type-checks examples, each as a module of its own, by the project's own compiler options.
 *
 * @returns what the compiler says, each with the file and line that show it
 */
export function checkExamples(examples: readonly DocExample[]): readonly string[] {
  const texts = new Map(examples.map((example, index) => [`${top}example-${index}.ts`, example]))
  const options = compilerOptions()
  const host = ts.createCompilerHost(options, true)
  const { fileExists, readFile, getSourceFile } = host
  // `export {}` at the end makes a module of an example that imports nothing.
  const textOf = (name: string): string | undefined => {
    const example = texts.get(name)
    return example && `${example.code}\nexport {}\n`
  }
  host.fileExists = (name) => texts.has(name) || fileExists(name)
  host.readFile = (name) => textOf(name) ?? readFile(name)
  host.getSourceFile = (name, version, ...rest) => {
    const text = textOf(name)
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return [...texts].flatMap(([name, example]) => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) =>
      describe(diagnostic, example),
    )
  })
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${top}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, top)
  return { ...options, noUnusedLocals: false, noUnusedParameters: false }
}

function describe({ file, start = 0, messageText }: ts.Diagnostic, { path, line }: DocExample): string {
  const at = line + (file?.getLineAndCharacterOfPosition(start).line ?? 0)
  return `${path}:${at} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
}
