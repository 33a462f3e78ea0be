// Runs before each test file, of which it is a part.
import { expectAllClosed } from './open-boxes.ts';

expectAllClosed();
