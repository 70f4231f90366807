import { MiniSearchRetriever } from '../../../src/search/minisearch-retriever.ts';
import { describeRetriever } from '../../helpers/retriever-contract.ts';

describeRetriever((words) => new MiniSearchRetriever(words));
