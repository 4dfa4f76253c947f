package dev.dragoman.dialect;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wire format for chat, written once for both ends: clients speak it to the gateway, the gateway speaks it to vendors.
 *
 * <p>Pure: no I/O, no clock, no configuration. What was written reads back the same. Thread-safe.
 */
public interface Dialect {

    /** Its name, such as {@code openai}, {@code anthropic} or {@code gemini}. */
    String name();

    /** Member names below the top level of a request that need a closer look before the bytes may pass unchanged. */
    KeyWatch watch();

    /**
     * Reads a client's request.
     *
     * @throws dev.dragoman.error.BadRequestException naming the field, the value and what was expected
     */
    ChatRequest readRequest(JsonBody body);

    /** Members of a client's request that no vendor of another dialect has a word for, by name; they are left out. */
    default List<String> untranslatable(JsonBody body) {
        return List.of();
    }

    /**
     * Whether the vendor cannot read a medium of this kind at this address itself, so that its bytes must stand in the
     * request that is written; see {@link RemoteMedia}.
     */
    default boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return false;
    }

    /** Whether the vendor takes bytes of this media type in the place of an address. */
    default boolean takes(MediaKind kind, String mediaType) {
        return kind.fits(mediaType);
    }

    /**
     * The addresses whose bytes the vendor needs in a request of this dialect that otherwise passes as it came, and what they
     * are for; each once, in order.
     */
    default Map<MediaSource.Url, MediaKind> addressesToReplace(JsonBody body) {
        return Map.of();
    }

    /** Such a request with what was fetched in the place of the addresses. */
    default JsonBody withBytes(JsonBody body, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        return body;
    }

    /** Which names of tools the vendor takes; others must be changed before a request is written, see {@link ToolNames}. */
    default ToolNameRule toolNames() {
        return ToolNameRule.USUAL;
    }

    /**
     * Which of the beta features that a client announces in Anthropic's header {@code anthropic-beta} are told to this vendor in the
     * body instead; they come to {@link #writeRequest} as the extra member {@code anthropic_beta}.
     */
    default List<String> betasInBody(List<String> announced, ModelTraits traits) {
        return List.of();
    }

    /** Writes a request for a vendor; see {@link WrittenRequest} for what could not be expressed. */
    WrittenRequest writeRequest(ChatRequest request, ModelTraits traits);

    /**
     * Reads a vendor's whole answer.
     *
     * @throws dev.dragoman.error.ApiResponseException when it is not what the vendor documents
     * @throws LlmException when the answer is an error with a status of success
     */
    ChatReply readReply(byte[] body);

    /**
     * The tokens of a whole answer, where the head of a vendor's answer tells what the body does not.
     *
     * @param told what the body tells
     */
    default Usage usage(Usage told, Headers head) {
        return told;
    }

    /**
     * The usage that an answer, or an event of one, tells in this dialect's own words, for those who read nothing else of it; null when
     * it tells none, or in words that other dialects have as well.
     */
    default @Nullable Usage toldIn(JsonObject answer) {
        return null;
    }

    /** Writes a whole answer for a client. */
    byte[] writeReply(ChatReply reply, ReplyFrame frame);

    /** A reader for one streamed answer of a vendor. */
    EventReader eventReader();

    /** A writer for one streamed answer to a client. */
    EventWriter eventWriter(ReplyFrame frame);

    /** A relay for one streamed answer whose both ends speak this dialect. */
    EventRelay eventRelay(ReplyFrame frame);

    /**
     * A whole answer whose both ends speak this dialect: the vendor's bytes with the model's name as the client knows it.
     */
    RelayedReply relayReply(byte[] body, ReplyFrame frame);

    /** What a vendor's error means. */
    LlmException readError(VendorError error);

    /** The body of an error answer to a client. */
    byte[] writeError(LlmException error, @Nullable String requestId);

    /** The last event of a stream that broke off. */
    SseEvent writeErrorEvent(LlmException error, @Nullable String requestId);

    /** As the other; told to a client that heard so many events before it. */
    default SseEvent writeErrorEvent(LlmException error, @Nullable String requestId, long eventsBefore) {
        return writeErrorEvent(error, requestId);
    }
}
