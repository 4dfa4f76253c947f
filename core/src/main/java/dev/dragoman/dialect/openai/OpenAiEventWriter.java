package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed answer for a client: one chunk per event, the role once per choice, usage and {@code [DONE]} last. */
final class OpenAiEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final ChunkWriter chunks;
    private final CallPieces calls;
    private final @Nullable ThoughtsInText merged;
    private Usage usage = Usage.NONE;
    private int images;
    private ChatEvent.@Nullable WholePart block;

    OpenAiEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.chunks = new ChunkWriter(frame);
        this.calls = new CallPieces(frame.legacyFunctions());
        this.merged = frame.mergeReasoning() ? new ThoughtsInText() : null;
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        if (block != null) {
            showBlock(event, into);
        }
        if (merged != null) {
            endThought(merged, event, into);
        }
        switch (event) {
            case ChatEvent.Started started -> chunks.start(started, into);
            case ChatEvent.Text text -> text(text.choice(), text.text(), into);
            case ChatEvent.Thinking thinking -> thinking(thinking.choice(), thinking.text(), null, into);
            case ChatEvent.ThinkingSignature proof -> thinking(proof.choice(), "", proof.signature(), into);
            case ChatEvent.TextSignature mark ->
                own(mark.choice(), VendorFields.SIGNATURES, VendorFields.list(mark.signature()), into);
            case ChatEvent.Refusal refusal ->
                chunks.end(chunks.delta(refusal.choice(), into).member("refusal", refusal.text()), into);
            case ChatEvent.ToolCallStarted call ->
                chunks.end(calls.begin(call, chunks.delta(call.choice(), into)), into);
            case ChatEvent.ToolArguments piece ->
                chunks.end(calls.goOn(piece, chunks.delta(piece.choice(), into)), into);
            case ChatEvent.WholePart whole -> part(whole, into);
            case ChatEvent.Audio audio -> audio(audio, into);
            case ChatEvent.Citation citation ->
                own(citation.choice(), VendorFields.CITATION, citation.citation(), into);
            case ChatEvent.Annotation note -> annotation(note, into);
            case ChatEvent.Logprobs logprobs -> logprobs(logprobs, into);
            case ChatEvent.Extras extras -> extras(extras, into);
            case ChatEvent.Finished finished -> finished(finished, into);
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> ended(into);
        }
    }

    private void text(int choice, String text, Consumer<SseEvent> into) {
        String told = merged == null ? text : merged.said(choice, text);
        chunks.end(chunks.delta(choice, into).member("content", told), into);
    }

    /** No thought goes on behind a call, a refusal, sound or the end; behind a text the text itself sees to it. */
    private void endThought(ThoughtsInText thoughts, ChatEvent next, Consumer<SseEvent> into) {
        int choice = switch (next) {
            case ChatEvent.ToolCallStarted call -> call.choice();
            case ChatEvent.Refusal refusal -> refusal.choice();
            case ChatEvent.Audio audio -> audio.choice();
            case ChatEvent.WholePart whole -> endsThought(whole.part()) ? whole.choice() : -1;
            case ChatEvent.Finished finished -> finished.choice();
            default -> -1;
        };
        String closing = choice < 0 ? "" : thoughts.closing(choice);
        if (!closing.isEmpty()) {
            chunks.end(chunks.delta(choice, into).member("content", closing), into);
        }
    }

    private static boolean endsThought(Part part) {
        return !(part instanceof Part.Thinking || part instanceof Part.RedactedThinking || part instanceof Part.Text);
    }

    private void thinking(int choice, String text, @Nullable String signature, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(choice, into);
        if (merged == null) {
            out.member("reasoning_content", text);
        } else if (!text.isEmpty()) {
            out.member("content", merged.thought(choice, text));
        }
        out.name("thinking_blocks").beginArray();
        chunks.end(Thoughts.write(out, text, signature).endArray(), into);
    }

    private void part(ChatEvent.WholePart whole, Consumer<SseEvent> into) {
        int choice = whole.choice();
        switch (whole.part()) {
            case Part.Text text -> text(choice, text.text(), into);
            case Part.Thinking thinking -> thinking(choice, thinking.text(), thinking.signature(), into);
            case Part.RedactedThinking redacted -> {
                JsonWriter out =
                        chunks.delta(choice, into).name("thinking_blocks").beginArray();
                chunks.end(out.value(Thoughts.redacted(redacted)).endArray(), into);
            }
            case Part.Image image -> {
                JsonWriter out = chunks.delta(choice, into).name("images").beginArray();
                Spoken.write(out, image.source(), images++);
                chunks.end(out.endArray(), into);
            }
            case Part.Refusal refusal -> write(new ChatEvent.Refusal(choice, refusal.text()), into);
            case Part.SpokenAudio audio ->
                write(
                        new ChatEvent.Audio(choice, audio.id(), audio.data(), audio.transcript(), audio.expiresAt()),
                        into);
            case Part.ToolCall call -> chunks.end(calls.whole(call, chunks.delta(choice, into)), into);
            case Part.Opaque opaque -> block = whole;
            case Part.Document document -> file(choice, document, into);
            case Part.Audio audio -> file(choice, audio, into);
            case Part.Video video -> file(choice, video, into);
        }
    }

    /** A file that the model made has no place in this format; it is shown as a content part. */
    private void file(int choice, Part part, Consumer<SseEvent> into) {
        own(choice, "content_parts", ContentWriter.list(part), into);
    }

    /** A vendor's own block, unless the members told right behind it list the block under a name of their own. */
    private void showBlock(ChatEvent next, Consumer<SseEvent> into) {
        ChatEvent.WholePart held = block;
        block = null;
        if (held == null || !(held.part() instanceof Part.Opaque opaque)) {
            return;
        }
        boolean listed = next instanceof ChatEvent.Extras more && VendorFields.lists(more.extras(), opaque.block());
        if (!listed) {
            own(held.choice(), "vendor_block", opaque.block(), into);
        }
    }

    private void audio(ChatEvent.Audio audio, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(audio.choice(), into);
        Spoken.write(out, new Part.SpokenAudio(audio.id(), audio.data(), audio.transcript(), null, audio.expiresAt()));
        chunks.end(out, into);
    }

    private void annotation(ChatEvent.Annotation note, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(note.choice(), into).name("annotations").beginArray();
        chunks.end(out.value(note.annotation()).endArray(), into);
    }

    private void own(int choice, String name, JsonValue value, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(choice, into);
        chunks.end(out.member(VendorFields.NAME, JsonObject.of(name, value)), into);
    }

    private void logprobs(ChatEvent.Logprobs logprobs, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(logprobs.choice(), into).endObject();
        chunks.endChoice(out.member("logprobs", logprobs.logprobs()), into);
    }

    private void extras(ChatEvent.Extras extras, Consumer<SseEvent> into) {
        JsonObject own = VendorFields.nested(extras.extras()).build();
        JsonWriter out = chunks.delta(extras.choice(), into);
        out.memberIfPresent(VendorFields.NAME, own.isEmpty() ? null : own).endObject();
        VendorFields.write(out, extras.extras(), VendorFields::isOfChoice);
        out.name("finish_reason").nullValue().endObject().endArray();
        VendorFields.write(out, extras.extras(), VendorFields::isOfReply);
        chunks.endChunk(out, into);
    }

    private void finished(ChatEvent.Finished finished, Consumer<SseEvent> into) {
        JsonWriter out = chunks.delta(finished.choice(), into);
        JsonObject own = JsonObject.builder()
                .putIfPresent(VendorFields.NATIVE_FINISH, finished.nativeFinish())
                .putIfPresent(VendorFields.STOP_SEQUENCE, finished.stopSequence())
                .build();
        out.memberIfPresent(VendorFields.NAME, own.isEmpty() ? null : own).endObject();
        out.member("finish_reason", Finishes.write(finished.finish(), frame.legacyFunctions()));
        chunks.endChunk(out.endObject().endArray(), into);
    }

    private void ended(Consumer<SseEvent> into) {
        if (frame.includeUsage()) {
            JsonWriter out = chunks.head().name("choices").beginArray().endArray();
            Usages.write(out, usage);
            chunks.endChunk(out, into);
        }
        into.accept(SseEvent.data(OpenAiEventRelay.DONE));
    }
}
