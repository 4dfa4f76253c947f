package dev.dragoman.dialect;

import dev.dragoman.model.Part;
import java.util.List;

/** Turns calls of the {@link AnswerTool} in a whole answer back into the answer. */
public final class Answers {

    private Answers() {}

    /**
     * Puts the answer in the place of its call. What was said beside it goes, for the caller wants JSON alone.
     *
     * @return whether the parts ask for no tool any more because of it
     */
    public static boolean unwrap(List<Part> parts) {
        if (parts.stream().noneMatch(Answers::isAnswer)) {
            return false;
        }
        parts.removeIf(Part.Text.class::isInstance);
        parts.replaceAll(Answers::answer);
        return parts.stream().noneMatch(Part.ToolCall.class::isInstance);
    }

    private static boolean isAnswer(Part part) {
        return part instanceof Part.ToolCall call && AnswerTool.is(call.name());
    }

    private static Part answer(Part part) {
        return part instanceof Part.ToolCall call && AnswerTool.is(call.name())
                ? new Part.Text(AnswerTool.answer(call.name(), call.arguments()))
                : part;
    }
}
