/** What `comments.json` says of one comment, as far as tests look at it. */
export interface CommentJson {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string; readonly badge: string | null } | null;
  readonly html: string | null;
  readonly section: string | null;
  readonly parentId: string | null;
  readonly editedAt: string | null;
  readonly reactions: readonly { readonly emoji: string; readonly count: number }[] | null;
  readonly attachments:
    | readonly { readonly name: string; readonly type: string | null; readonly size: number }[]
    | null;
  readonly replies: number;
  readonly recommended: null | { readonly note: string | null; readonly by: string; readonly at: string };
  readonly deleted: boolean;
}

/** `comments.json` of an article, as a reader's program gets it. */
export interface CommentsJson {
  readonly discussion: null | { readonly thread: string; readonly open: boolean; readonly url: string };
  readonly discussions: readonly unknown[];
  readonly count: number;
  readonly discordOnly: number;
  readonly page: number;
  readonly pages: number;
  readonly summary: null | { readonly html: string; readonly by: string; readonly updatedAt: string };
  readonly recommended: readonly CommentJson[];
  readonly comments: readonly CommentJson[];
  readonly sort: string;
  readonly conversations:
    | readonly {
        readonly url: string;
        readonly headId: string | null;
        readonly answers: number;
        readonly answerIds: readonly string[];
      }[]
    | null;
}
