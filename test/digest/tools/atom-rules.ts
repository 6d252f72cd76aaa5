// The rules of RFC 4287 about a feed document, as XPath conditions on what a real XML parser (libxml2) makes of it.
import { XmlDocument } from 'libxml2-wasm';

const NAMESPACES = {
  a: 'http://www.w3.org/2005/Atom',
  h: 'http://www.w3.org/1999/xhtml',
  xml: 'http://www.w3.org/XML/1998/namespace',
};

/** By section of the RFC: what must find nothing. */
const BROKEN_BY: Readonly<Record<string, string>> = {
  '2 the document element is a feed': '/*[not(self::a:feed)]',
  '3.1 a text construct is text, html or xhtml':
    "//a:title[@type and not(@type = 'text' or @type = 'html' or @type = 'xhtml')]",
  '3.1.1.1 a text has no elements': "//a:title[(not(@type) or @type = 'text') and *]",
  '3.2.1 a person has a name, once': '//a:author[count(a:name) != 1 or normalize-space(a:name) = ""]',
  '4.1.1 a feed has one id': '/a:feed[count(a:id) != 1]',
  '4.1.1 a feed has one title': '/a:feed[count(a:title) != 1]',
  '4.1.1 a feed has one updated': '/a:feed[count(a:updated) != 1]',
  '4.1.1 a feed has an author, or all its entries have':
    '/a:feed[not(a:author) and (not(a:entry) or a:entry[not(a:author)])]',
  '4.1.1 a feed says where it is': "/a:feed[count(a:link[@rel = 'self'][@href != '']) != 1]",
  '4.1.2 an entry has one id': '//a:entry[count(a:id) != 1]',
  '4.1.2 an entry has one title': '//a:entry[count(a:title) != 1]',
  '4.1.2 an entry has one updated': '//a:entry[count(a:updated) != 1]',
  '4.1.2 an entry has at most one content': '//a:entry[count(a:content) > 1]',
  '4.1.2 an entry without an alternate link has content':
    "//a:entry[not(a:content) and not(a:link[@rel = 'alternate'])]",
  '4.1.3.3 xhtml is one div':
    "//a:content[@type = 'xhtml'][count(*) != 1 or not(h:div) or text()[normalize-space()]]",
  '4.2.6 identifiers are IRIs':
    "//a:id[not(starts-with(., 'urn:') or starts-with(., 'tag:') or starts-with(., 'https:'))]",
  '4.2.6 identifiers differ': '//a:id[. = preceding::a:id]',
  '4.2.7 a link leads somewhere': '//a:link[not(@href)]',
  '6.3 nothing of another namespace but what is in xhtml':
    "//*[namespace-uri() != 'http://www.w3.org/2005/Atom' and not(ancestor-or-self::h:div)]",
  '2 a language is named': "/a:feed[not(@xml:lang = 'sv' or @xml:lang = 'en')]",
};

// RFC 3339, as 3.3 has it.
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export interface Parsed {
  /** The rules that the document breaks. */
  readonly broken: readonly string[];
  /** The texts that an XPath finds. */
  texts(xpath: string): string[];
}

/** Parses a feed; throws when it is not well-formed. */
export function parseAtom(text: string): Parsed {
  const document = XmlDocument.fromString(text);
  const find = (xpath: string) => document.find(xpath, NAMESPACES);
  const texts = (xpath: string) => find(xpath).map(({ content }) => content);
  const broken = Object.entries(BROKEN_BY)
    .filter(([, xpath]) => find(xpath).length > 0)
    .map(([rule]) => rule);
  const dates = texts('//a:updated');
  if (!dates.every((date) => DATE.test(date) && !Number.isNaN(Date.parse(date))))
    broken.push('3.3 a date is RFC 3339');
  return { broken, texts };
}
