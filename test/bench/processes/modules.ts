import '../../../src/app.ts';
import { answerParent } from './parent.ts';

answerParent({}, {});
