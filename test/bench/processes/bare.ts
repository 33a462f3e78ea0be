import { answerParent } from './parent.ts';

answerParent({}, {});
