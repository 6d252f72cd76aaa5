import { digitClusters, windowsFrom } from '../digits.js';
import { isFileNumber, isThousands } from '../figures.js';
import type { Span } from '../span.js';

// Swish numbers of payees: 123 and seven digits. Private persons use their telephone number.
const SWISH = /^123\d{7}$/;

/** Swish numbers. */
export function findSwishNumbers(text: string): Span[] {
  return digitClusters(text).flatMap((groups) =>
    groups
      .flatMap((_, first) => windowsFrom(groups, first, 10, 10))
      .filter(
        (window) =>
          window.anchored && SWISH.test(window.digits) && !isThousands(window) && !isFileNumber(text, window),
      ),
  );
}
