package dev.dragoman.provider.oci;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Oracle's formats, said and understood by way of OpenAI's, which they are near to.
 *
 * @param spoken OpenAI's dialect
 */
record OciDialect(Dialect spoken) implements WrappedDialect {

    @Override
    public String name() {
        return "oci";
    }

    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    /** The service fetches nothing. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return true;
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        WrittenRequest written = spoken.writeRequest(request, traits);
        Set<String> unsupported = new LinkedHashSet<>(written.unsupported());
        JsonObject chat = OciFormat.of(request.model()).request(written.body().toObject(), unsupported);
        JsonBody body = JsonBody.of(JsonObject.of("chatRequest", chat));
        return new WrittenRequest(body, List.copyOf(unsupported), List.of());
    }

    @Override
    public ChatReply readReply(byte[] body) {
        try {
            return spoken.readReply(Json.bytes(OciReplies.reply(Json.parseObject(body))));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }

    @Override
    public EventReader eventReader() {
        return UnwrappedEvents.reader(new OciEvents(), spoken.eventReader());
    }
}
