// Atom (RFC 4287): a feed written by way of a document tree, so that no text can become markup.
import { DOMImplementation, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import type { Section } from '../domain/digest/digest.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const XHTML = 'http://www.w3.org/1999/xhtml';
const XML = 'http://www.w3.org/XML/1998/namespace';

export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Where the feed is found. */
  readonly self: string;
  readonly updated: string;
  readonly author: string;
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly sections: readonly Section[];
}

/** The text of a feed; throws when a value cannot stand in XML. */
export function atomText({ id, title, language, self, updated, author, entries }: AtomFeed): string {
  const document = new DOMImplementation().createDocument(ATOM, 'feed', null);
  const feed = document.documentElement!;
  feed.setAttributeNS(XML, 'xml:lang', language);
  append(feed, ATOM, 'id', id);
  append(feed, ATOM, 'title', title);
  append(feed, ATOM, 'updated', updated);
  append(append(feed, ATOM, 'author'), ATOM, 'name', author);
  const link = append(feed, ATOM, 'link');
  link.setAttribute('rel', 'self');
  link.setAttribute('type', 'application/atom+xml');
  link.setAttribute('href', self);
  for (const entry of entries) appendEntry(feed, entry);
  const text = new XMLSerializer().serializeToString(document, { requireWellFormed: true });
  return `<?xml version="1.0" encoding="utf-8"?>\n${text}\n`;
}

function appendEntry(feed: Element, { id, title, updated, sections }: AtomEntry): void {
  const entry = append(feed, ATOM, 'entry');
  append(entry, ATOM, 'id', id);
  append(entry, ATOM, 'title', title);
  append(entry, ATOM, 'updated', updated);
  const content = append(entry, ATOM, 'content');
  content.setAttribute('type', 'xhtml');
  const div = append(content, XHTML, 'div');
  for (const { heading, items } of sections) {
    append(div, XHTML, 'h3', heading);
    const list = append(div, XHTML, 'ul');
    for (const item of items) {
      const line = append(list, XHTML, 'li', item.title);
      if (item.detail) append(line, XHTML, 'p', item.detail);
    }
  }
}

// What may stand in a text of this system and not in XML 1.0 (2.2).
const NOT_IN_XML = /[\ufffe\uffff]/g;

function append(parent: Element, namespace: string, name: string, text?: string): Element {
  const document: Document = parent.ownerDocument!;
  const element = document.createElementNS(namespace, name);
  if (text !== undefined) element.appendChild(document.createTextNode(text.replace(NOT_IN_XML, '\ufffd')));
  parent.appendChild(element);
  return element;
}
