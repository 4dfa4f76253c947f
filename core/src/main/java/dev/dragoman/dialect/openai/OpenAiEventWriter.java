package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed answer for a client: one chunk per event, the role once per choice, usage and {@code [DONE]} last. */
final class OpenAiEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final BitSet begun = new BitSet();
    private final Set<Call> custom = new HashSet<>();
    private @Nullable String id;
    private @Nullable String serviceTier;
    private long created;
    private int images;
    private Usage usage = Usage.NONE;

    /** A tool call of a choice. */
    private record Call(int choice, int number) {}

    OpenAiEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.created = frame.createdSeconds();
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> started(started, into);
            case ChatEvent.Text text -> send(delta(text.choice(), into).member("content", text.text()), into);
            case ChatEvent.Thinking thinking -> thinking(thinking, into);
            case ChatEvent.ThinkingSignature signature -> signature(signature, into);
            case ChatEvent.TextSignature signature -> textSignature(signature, into);
            case ChatEvent.Refusal refusal ->
                send(delta(refusal.choice(), into).member("refusal", refusal.text()), into);
            case ChatEvent.ToolCallStarted call -> call(call, into);
            case ChatEvent.ToolArguments arguments -> arguments(arguments, into);
            case ChatEvent.WholePart whole -> part(whole, into);
            case ChatEvent.Audio audio -> audio(audio, into);
            case ChatEvent.Citation citation ->
                own(citation.choice(), JsonObject.of("citation", citation.citation()), into);
            case ChatEvent.Annotation annotation -> annotation(annotation, into);
            case ChatEvent.Logprobs logprobs -> logprobs(logprobs, into);
            case ChatEvent.Extras extras -> extras(extras, into);
            case ChatEvent.Finished finished -> finished(finished, into);
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> ended(into);
        }
    }

    private void started(ChatEvent.Started started, Consumer<SseEvent> into) {
        id = started.id();
        serviceTier = started.serviceTier();
        created = started.created() == null ? created : started.created();
        begin(0, started.extras(), into);
    }

    /** The first chunk of a choice names the role, and nothing else does. */
    private void begin(int choice, JsonObject extras, Consumer<SseEvent> into) {
        if (!begun.get(choice)) {
            begun.set(choice);
            JsonWriter out = open(choice).member("role", "assistant").member("content", "");
            out.endObject().name("finish_reason").nullValue().endObject().endArray();
            into.accept(SseEvent.data(out.allMembers(extras).endObject().toBytes()));
        }
    }

    private JsonWriter head() {
        JsonWriter out = new JsonWriter(320).beginObject();
        out.member("id", id == null ? frame.id() : id).member("object", "chat.completion.chunk");
        out.member("created", created).member("model", frame.model());
        return out.memberIfPresent("service_tier", serviceTier);
    }

    private JsonWriter open(int choice) {
        return head().name("choices")
                .beginArray()
                .beginObject()
                .member("index", choice)
                .name("delta")
                .beginObject();
    }

    private JsonWriter delta(int choice, Consumer<SseEvent> into) {
        begin(choice, JsonObject.EMPTY, into);
        return open(choice);
    }

    private static void send(JsonWriter delta, Consumer<SseEvent> into) {
        delta.endObject().name("finish_reason").nullValue();
        into.accept(SseEvent.data(delta.endObject().endArray().endObject().toBytes()));
    }

    private void thinking(ChatEvent.Thinking thinking, Consumer<SseEvent> into) {
        JsonWriter out = delta(thinking.choice(), into).member("reasoning_content", thinking.text());
        out.name("thinking_blocks")
                .beginArray()
                .value(Thoughts.block(thinking.text(), null))
                .endArray();
        send(out, into);
    }

    private void signature(ChatEvent.ThinkingSignature signature, Consumer<SseEvent> into) {
        JsonWriter out = delta(signature.choice(), into).member("reasoning_content", "");
        out.name("thinking_blocks")
                .beginArray()
                .value(Thoughts.block("", signature.signature()))
                .endArray();
        send(out, into);
    }

    private void textSignature(ChatEvent.TextSignature signature, Consumer<SseEvent> into) {
        JsonArray signatures = JsonArray.of(new JsonString(signature.signature()));
        own(signature.choice(), JsonObject.of("thought_signatures", signatures), into);
    }

    private void call(ChatEvent.ToolCallStarted call, Consumer<SseEvent> into) {
        if (frame.legacyFunctions()) {
            legacyCall(call, into);
            return;
        }
        JsonWriter out = delta(call.choice(), into);
        String kind = call.custom() ? "custom" : "function";
        out.name("tool_calls").beginArray().beginObject().member("index", call.call());
        out.member("id", call.id())
                .member("type", kind)
                .name(kind)
                .beginObject()
                .member("name", call.name());
        out.member(call.custom() ? "input" : "arguments", "").endObject();
        ToolCalls.signature(out, call.signature());
        if (call.custom()) {
            custom.add(new Call(call.choice(), call.call()));
        }
        send(out.endObject().endArray(), into);
    }

    private void arguments(ChatEvent.ToolArguments arguments, Consumer<SseEvent> into) {
        if (frame.legacyFunctions()) {
            legacyArguments(arguments, into);
            return;
        }
        JsonWriter out = delta(arguments.choice(), into);
        boolean text = custom.contains(new Call(arguments.choice(), arguments.call()));
        out.name("tool_calls").beginArray().beginObject().member("index", arguments.call());
        out.name(text ? "custom" : "function").beginObject();
        out.member(text ? "input" : "arguments", arguments.fragment()).endObject();
        send(out.endObject().endArray(), into);
    }

    /** The older form has room for one call only, the first. */
    private void legacyCall(ChatEvent.ToolCallStarted call, Consumer<SseEvent> into) {
        if (call.call() == 0) {
            JsonWriter out = delta(call.choice(), into).name("function_call").beginObject();
            send(out.member("name", call.name()).member("arguments", "").endObject(), into);
        }
    }

    private void legacyArguments(ChatEvent.ToolArguments arguments, Consumer<SseEvent> into) {
        if (arguments.call() == 0) {
            JsonWriter out =
                    delta(arguments.choice(), into).name("function_call").beginObject();
            send(out.member("arguments", arguments.fragment()).endObject(), into);
        }
    }

    private void part(ChatEvent.WholePart whole, Consumer<SseEvent> into) {
        switch (whole.part()) {
            case Part.RedactedThinking redacted -> {
                JsonWriter out = delta(whole.choice(), into);
                out.name("thinking_blocks")
                        .beginArray()
                        .value(Thoughts.redacted(redacted))
                        .endArray();
                send(out, into);
            }
            case Part.Image image -> {
                JsonWriter out = delta(whole.choice(), into).name("images").beginArray();
                OpenAiReplyWriter.image(out, image.source(), images++);
                send(out.endArray(), into);
            }
            case Part.Text text -> send(delta(whole.choice(), into).member("content", text.text()), into);
            case Part.Opaque opaque -> own(whole.choice(), JsonObject.of("vendor_block", opaque.block()), into);
            default -> {
                // The other kinds have events of their own.
            }
        }
    }

    private void audio(ChatEvent.Audio audio, Consumer<SseEvent> into) {
        JsonWriter out = delta(audio.choice(), into).name("audio").beginObject();
        out.memberIfPresent("id", audio.id()).memberIfPresent("data", audio.data());
        out.memberIfPresent("transcript", audio.transcript()).memberIfPresent("expires_at", audio.expiresAt());
        send(out.endObject(), into);
    }

    private void annotation(ChatEvent.Annotation annotation, Consumer<SseEvent> into) {
        JsonWriter out = delta(annotation.choice(), into).name("annotations").beginArray();
        send(out.value(annotation.annotation()).endArray(), into);
    }

    private void own(int choice, JsonObject fields, Consumer<SseEvent> into) {
        send(delta(choice, into).member("provider_specific_fields", fields), into);
    }

    private void logprobs(ChatEvent.Logprobs logprobs, Consumer<SseEvent> into) {
        JsonWriter out = delta(logprobs.choice(), into).endObject();
        out.member("logprobs", logprobs.logprobs()).name("finish_reason").nullValue();
        into.accept(SseEvent.data(out.endObject().endArray().endObject().toBytes()));
    }

    private void extras(ChatEvent.Extras extras, Consumer<SseEvent> into) {
        JsonObject fields = ChoiceExtras.fields(extras.extras());
        JsonWriter out = delta(extras.choice(), into);
        out.memberIfPresent("provider_specific_fields", fields.isEmpty() ? null : fields);
        out.endObject().name("finish_reason").nullValue();
        out.allMembers(ChoiceExtras.beside(extras.extras()));
        out.endObject().endArray().allMembers(VendorLists.of(extras.extras()));
        into.accept(SseEvent.data(out.endObject().toBytes()));
    }

    private void finished(ChatEvent.Finished finished, Consumer<SseEvent> into) {
        JsonWriter out = delta(finished.choice(), into);
        if (finished.nativeFinish() != null) {
            JsonObject.Builder own = JsonObject.builder().put("native_finish_reason", finished.nativeFinish());
            out.member("provider_specific_fields", own.build());
        }
        out.endObject().member("finish_reason", Finishes.write(finished.finish(), frame.legacyFunctions()));
        into.accept(SseEvent.data(out.endObject().endArray().endObject().toBytes()));
    }

    private void ended(Consumer<SseEvent> into) {
        if (frame.includeUsage()) {
            JsonWriter out = head().name("choices").beginArray().endArray();
            Usages.write(out, usage);
            into.accept(SseEvent.data(out.endObject().toBytes()));
        }
        into.accept(SseEvent.data(OpenAiEventRelay.DONE));
    }
}
