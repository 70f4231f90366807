import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuestion } from '../src/answers/parse-question.ts';
import { loadArticles } from '../src/library/load-articles.ts';
import { buildArticleIndex } from '../src/search/article-index.ts';
import { describeAnswer } from '../test/helpers/describe-answer.ts';

/**
 * Makes a case of a wrong answer: `node scripts/add-case.ts --name time-off "how do I request time off"`
 * copies the articles that came first in `--content DIR` (content when left out) to a folder of
 * test/cases/answers and writes down what they answer. Correct answers.txt there; the test is red
 * until the search is right. Cut the articles to what the case needs.
 */
const usage =
  'Usage: node scripts/add-case.ts --name NAME [--content DIR] "a question" ["another"]\n';
const maxArticles = 10;

const { values, positionals } = parseArgs({
  options: { name: { type: 'string' }, content: { type: 'string', default: 'content' } },
  allowPositionals: true,
});
if (values.name === undefined || positionals.length === 0) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const { articles, synonyms } = await loadArticles(values.content);
  const index = buildArticleIndex(articles, { synonyms });
  const folder = join('test', 'cases', 'answers', values.name);
  const found = positionals.flatMap((question) =>
    index
      .search(parseQuestion(question))
      .hits.slice(0, maxArticles)
      .map(({ article }) => article),
  );
  for (const { path } of new Set(found)) {
    const copy = join(folder, 'articles', path);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(values.content, path), copy);
  }
  const answers = positionals.map((question) => describeAnswer({ articles, index }, question));
  await writeFile(join(folder, 'questions.txt'), `${positionals.join('\n')}\n`);
  await writeFile(join(folder, 'answers.txt'), answers.join('\n'));
  process.stdout.write(`${answers.join('\n')}\n${folder} holds it; correct answers.txt there.\n`);
}
