package dev.dragoman.dialect;

import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Media of a request at addresses that its vendor cannot read. Whoever sends the request fetches them first: dialects do no
 * I/O.
 */
public final class RemoteMedia {

    private RemoteMedia() {}

    /** The addresses whose bytes the vendor needs and what they are for, each once, in order. */
    public static SequencedMap<MediaSource.Url, MediaKind> of(ChatRequest request, Dialect vendor) {
        SequencedMap<MediaSource.Url, MediaKind> needed = new LinkedHashMap<>(0);
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                MediaKind kind = MediaKind.of(part);
                if (kind != null && source(part) instanceof MediaSource.Url url && vendor.needsBytes(kind, url)) {
                    needed.putIfAbsent(url, kind);
                }
            }
        }
        return needed;
    }

    /** The request with what was fetched in the place of the addresses. */
    public static ChatRequest replaced(ChatRequest request, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        List<Message> messages = new ArrayList<>(request.messages().size());
        for (Message message : request.messages()) {
            messages.add(replaced(message, fetched));
        }
        return request.toBuilder().messages(messages).build();
    }

    private static Message replaced(Message message, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        List<Part> parts = new ArrayList<>(message.parts().size());
        for (Part part : message.parts()) {
            MediaSource.Base64 bytes = source(part) instanceof MediaSource.Url url ? fetched.get(url) : null;
            parts.add(bytes == null ? part : with(part, bytes));
        }
        return switch (message) {
            case Message.Instructions told -> new Message.Instructions(parts, told.developer(), told.name());
            case Message.User user -> new Message.User(parts, user.name());
            case Message.Assistant turn -> new Message.Assistant(parts, turn.name(), turn.prefix(), turn.extras());
            case Message.ToolResult result ->
                new Message.ToolResult(parts, result.callId(), result.name(), result.error(), result.cache());
        };
    }

    private static @Nullable MediaSource source(Part part) {
        return switch (part) {
            case Part.Image image -> image.source();
            case Part.Audio audio -> audio.source();
            case Part.Video video -> video.source();
            case Part.Document document -> document.source();
            default -> null;
        };
    }

    private static Part with(Part part, MediaSource.Base64 bytes) {
        return switch (part) {
            case Part.Image image -> new Part.Image(bytes, image.detail(), image.cache());
            case Part.Audio audio -> new Part.Audio(bytes, audio.format(), audio.cache());
            case Part.Video video -> new Part.Video(bytes, video.metadata(), video.cache());
            case Part.Document document ->
                new Part.Document(bytes, document.name(), document.context(), document.citations(), document.cache());
            default -> part;
        };
    }
}
