package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed answer for a client; its last event holds the whole answer. Of several choices the first is told. */
final class ResponsesEventWriter implements EventWriter {

    private static final ChatEvent.Started UNNAMED = new ChatEvent.Started(null, "", null, null, JsonObject.EMPTY);

    private final ReplyFrame frame;
    private final EventLines lines = new EventLines();
    private ResponseWriter response;
    private Answer answer;
    private ChatEvent.@Nullable Started started;
    private ChatEvent.@Nullable Finished finished;
    private Usage usage = Usage.NONE;

    ResponsesEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.response = new ResponseWriter(frame, null);
        this.answer = new Answer(response.seed(), lines);
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        lines.to(into);
        if (started == null) {
            start(event instanceof ChatEvent.Started told ? told : UNNAMED);
        }
        switch (event) {
            case ChatEvent.Started told -> {}
            case ChatEvent.UsageReported report -> usage = usage.updatedBy(report.usage());
            case ChatEvent.Ended ended -> end();
            case ChatEvent.Text text when text.choice() == 0 -> answer.text(text.text());
            case ChatEvent.Thinking thinking when thinking.choice() == 0 -> answer.thinking(thinking.text());
            case ChatEvent.ThinkingSignature proof when proof.choice() == 0 -> answer.signature(proof.signature());
            case ChatEvent.TextSignature mark when mark.choice() == 0 -> answer.textSignature(mark.signature());
            case ChatEvent.Refusal refusal when refusal.choice() == 0 -> answer.refusal(refusal.text());
            case ChatEvent.ToolCallStarted call when call.choice() == 0 -> answer.call(call.call(), begun(call));
            case ChatEvent.ToolArguments piece
            when piece.choice() == 0 -> answer.arguments(piece.call(), piece.fragment());
            case ChatEvent.WholePart whole when whole.choice() == 0 -> answer.part(whole.part());
            case ChatEvent.Audio audio when audio.choice() == 0 -> answer.audio(spoken(audio));
            case ChatEvent.Citation citation when citation.choice() == 0 -> answer.citation(citation.citation());
            case ChatEvent.Annotation note when note.choice() == 0 -> answer.annotation(note.annotation());
            case ChatEvent.Logprobs logprobs when logprobs.choice() == 0 -> answer.logprobs(logprobs.logprobs());
            case ChatEvent.Extras extras when extras.choice() == 0 -> answer.extras(extras.extras());
            case ChatEvent.Finished end when end.choice() == 0 -> finish(end);
            default -> {}
        }
    }

    private static Part.ToolCall begun(ChatEvent.ToolCallStarted call) {
        return new Part.ToolCall(call.id(), call.name(), "", call.custom(), call.signature(), null);
    }

    private static Part.SpokenAudio spoken(ChatEvent.Audio audio) {
        return new Part.SpokenAudio(audio.id(), audio.data(), audio.transcript(), null, audio.expiresAt());
    }

    private void start(ChatEvent.Started told) {
        started = told;
        response = new ResponseWriter(frame, told.id());
        answer = new Answer(response.seed(), lines);
        tell("response.created", null, null);
        tell("response.in_progress", null, null);
    }

    private void finish(ChatEvent.Finished end) {
        finished = end;
        answer.finish(end.finish(), end.nativeFinish(), end.stopSequence());
    }

    private void end() {
        FinishReason finish = finished == null ? FinishReason.STOP : finished.finish();
        boolean complete = Statuses.incomplete(finish) == null;
        answer.close(AnswerItem.Status.COMPLETED);
        tell(complete ? "response.completed" : "response.incomplete", finish, usage);
    }

    private void tell(String type, @Nullable FinishReason finish, @Nullable Usage consumed) {
        ChatEvent.Started told = started == null ? UNNAMED : started;
        JsonWriter event = lines.begin(type).name("response");
        response.write(
                event,
                answer,
                new ResponseWriter.State(told.created(), finish, consumed, told.serviceTier(), told.extras()));
        lines.end(type, event);
    }
}
