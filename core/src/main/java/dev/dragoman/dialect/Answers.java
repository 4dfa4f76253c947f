package dev.dragoman.dialect;

import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
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

    /** The reply with every answer in the place of its call; who only answered has stopped for no tool. */
    public static ChatReply unwrap(ChatReply reply) {
        List<Choice> choices = reply.choices().stream().map(Answers::unwrap).toList();
        return new ChatReply(
                reply.id(),
                reply.model(),
                reply.created(),
                choices,
                reply.usage(),
                reply.serviceTier(),
                reply.extras());
    }

    private static Choice unwrap(Choice choice) {
        List<Part> parts = new ArrayList<>(choice.parts());
        boolean answered = unwrap(parts) && choice.finish() == FinishReason.TOOL_CALLS;
        return new Choice(
                choice.index(),
                parts,
                answered ? FinishReason.STOP : choice.finish(),
                choice.nativeFinish(),
                choice.stopSequence(),
                choice.logprobs(),
                choice.annotations(),
                choice.extras());
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
