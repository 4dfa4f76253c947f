package dev.dragoman.dialect;

/** Reasoning that a server left in the answer's text, between tags at its start; what stands there is told as it stands. */
public final class ThinkTags {

    /** What {@link #match} tells of a place where no tag stands. */
    static final int NONE = -1;
    /** What {@link #match} tells of a place where the text ends within what may become a tag. */
    static final int PERHAPS = 0;

    static final String[] OPEN = {"<think>", "<thinking>", "<budget:thinking>"};
    static final String[] CLOSE = {"</think>", "</thinking>", "</budget:thinking>"};

    private ThinkTags() {}

    /** A thought and what was said after it; either may be empty. */
    public record Split(String thought, String answer) {

        /** Neither of them. */
        public static final Split NOTHING = new Split("", "");

        /** Both after one another. */
        public Split plus(Split next) {
            return new Split(thought.concat(next.thought), answer.concat(next.answer));
        }
    }

    /** The parts of a whole text. A thought that never closes is all there is. */
    public static Split split(String text) {
        ThinkTagReader reader = new ThinkTagReader();
        return reader.read(text).plus(reader.end());
    }

    /** Where the tag that begins there ends, or {@link #NONE} or {@link #PERHAPS}. */
    static int match(String text, int from, String[] tags) {
        int found = NONE;
        for (String tag : tags) {
            int length = Math.min(tag.length(), text.length() - from);
            if (text.regionMatches(from, tag, 0, length)) {
                if (length == tag.length()) {
                    return from + length;
                }
                found = PERHAPS;
            }
        }
        return found;
    }
}
