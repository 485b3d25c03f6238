/** Replies that the engine says from dialogs/replies.yaml: id → the holes it fills in that sentence. */
export const REQUIRED_REPLIES: Readonly<Record<string, readonly string[]>> = {};
