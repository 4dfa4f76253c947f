package dev.dragoman.dialect;

/**
 * The answer that one call of the {@link AnswerTool} tells piece by piece. One that is no object must be whole before it can be
 * taken out of the one it was put into.
 */
public final class AnswerPieces {

    private final String tool;
    private final StringBuilder held = new StringBuilder();
    private boolean told;

    /** A call of the tool of that name, which has said nothing yet. */
    public AnswerPieces(String tool) {
        this.tool = tool;
    }

    /** More of the call's arguments; what they add to the answer. */
    public String add(String fragment) {
        told |= !fragment.isEmpty();
        if (!AnswerTool.isWrapped(tool)) {
            return fragment;
        }
        held.append(fragment);
        return "";
    }

    /** The call is complete; what that adds to the answer, once. */
    public String rest() {
        String rest = told ? held.isEmpty() ? "" : AnswerTool.answer(tool, held.toString()) : "{}";
        held.setLength(0);
        told = true;
        return rest;
    }
}
