package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Answer;

/** Decides what is said to an accepted request; called on the connection's virtual thread, so it may block. */
@FunctionalInterface
public interface Script {

    /** Says the last user text back. */
    Script ECHO = call -> Answer.text(call.lastUserText().isEmpty() ? "echo" : call.lastUserText());

    /** What to say to this call. */
    Answer answer(ChatCall call);
}
