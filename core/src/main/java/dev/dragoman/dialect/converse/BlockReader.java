package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of a message. */
final class BlockReader {

    private BlockReader() {}

    /** The part of a block; one that no part fits is kept as it is. */
    static Part read(Field block) {
        JsonObject object = block.object();
        String kind = object.size() == 1 ? object.names().getFirst() : "";
        return switch (kind) {
            case "text" -> new Part.Text(block.requiredString("text"));
            case "image" -> new Part.Image(source(block.required(kind), Formats.IMAGE), null, null);
            case "video" -> new Part.Video(source(block.required(kind), Formats.VIDEO), null, null);
            case "audio" -> audio(block.required(kind));
            case "document" -> document(block.required(kind));
            case "toolUse" -> call(block.required(kind));
            case "reasoningContent" -> thought(block.required(kind), object);
            case "citationsContent" -> cited(block.required(kind));
            default -> new Part.Opaque(ConverseDialect.NAME, object);
        };
    }

    private static Part audio(Field audio) {
        return new Part.Audio(source(audio, Formats.AUDIO), audio.requiredString("format"), null);
    }

    private static Part document(Field document) {
        Field citations = document.member("citations");
        return new Part.Document(
                source(document, Formats.DOCUMENT),
                document.requiredString("name"),
                document.string("context"),
                citations == null ? null : citations.bool("enabled"),
                null);
    }

    private static MediaSource source(Field media, Formats formats) {
        Field source = media.required("source");
        String format = media.string("format");
        String type = format == null ? "application/octet-stream" : formats.mediaType(format);
        Field text = source.member("text");
        Field s3 = source.member("s3Location");
        if (text != null) {
            return new MediaSource.PlainText(text.text());
        }
        return s3 == null
                ? new MediaSource.Base64(type, source.requiredString("bytes"))
                : new MediaSource.Url(s3.requiredString("uri"), type);
    }

    private static Part.ToolCall call(Field call) {
        Field input = call.member("input");
        return new Part.ToolCall(
                call.requiredString("toolUseId"),
                call.requiredString("name"),
                input == null ? "{}" : ToolInput.write(input.object()));
    }

    private static Part thought(Field thought, JsonObject block) {
        Field text = thought.member("reasoningText");
        String hidden = thought.string("redactedContent");
        if (text != null) {
            return new Part.Thinking(text.requiredString("text"), text.string("signature"));
        }
        return hidden == null ? new Part.Opaque(ConverseDialect.NAME, block) : new Part.RedactedThinking(hidden);
    }

    private static Part.Text cited(Field cited) {
        StringBuilder text = new StringBuilder();
        Field content = cited.member("content");
        if (content != null) {
            content.items().forEach(item -> text.append(told(item)));
        }
        List<JsonObject> citations = new ArrayList<>();
        Field list = cited.member("citations");
        if (list != null) {
            list.items().forEach(citation -> citations.add(citation.object()));
        }
        return new Part.Text(text.toString(), null, citations, null);
    }

    private static String told(Field item) {
        @Nullable String text = item.string("text");
        return text == null ? "" : text;
    }
}
