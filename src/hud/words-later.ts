/** The words of the pages that no first run needs: they come with those pages. */

import english from '../../assets/words/en-later.json'
import { addWords } from './words'

addWords(english)
