package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;

/** Writes a whole answer for a client. There is one answer to a request, so of several choices the first is told. */
final class ResponsesReplyWriter {

    private ResponsesReplyWriter() {}

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        ResponseWriter writer = new ResponseWriter(frame, reply.id());
        Answer answer = new Answer(writer.seed(), AnswerListener.NONE);
        FinishReason finish = FinishReason.STOP;
        if (!reply.choices().isEmpty()) {
            Choice choice = reply.choices().getFirst();
            finish = Statuses.finish(choice);
            answer.add(choice);
        }
        JsonWriter out = new JsonWriter(2048);
        writer.write(
                out,
                answer,
                new ResponseWriter.State(reply.created(), finish, reply.usage(), reply.serviceTier(), reply.extras()));
        return out.toBytes();
    }
}
