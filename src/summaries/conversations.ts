/** A comment's place among the others. */
export interface Answering {
  readonly id: string;
  /** The comment that it answers; null for none. */
  readonly parent: string | null;
}

/** The conversation of each comment, named by the comment that began it; one whose beginning is not there, by the oldest parent known. */
export function conversationsOf(comments: readonly Answering[]): Map<string, string> {
  const parents = new Map(comments.map(({ id, parent }) => [id, parent]));
  const roots = new Map<string, string>();
  for (const { id } of comments) {
    const path = new Set<string>();
    let root = id;
    while (!path.has(root) && !roots.has(root)) {
      path.add(root);
      const parent = parents.get(root) ?? null;
      if (parent === null) break;
      root = parent;
    }
    const found = roots.get(root) ?? root;
    for (const one of path) roots.set(one, found);
  }
  return roots;
}
