package dev.dragoman.dialect.anthropic;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes content blocks. What cannot be a block was taken out before. */
final class BlockWriter {

    private static final String PDF = "application/pdf";

    private BlockWriter() {}

    static void write(JsonWriter out, Part part) {
        switch (part) {
            case Part.Text text -> text(out, text);
            case Part.Image image -> image(out, image);
            case Part.Document document -> document(out, document);
            case Part.ToolCall call -> toolUse(out, call);
            case Part.Thinking thinking -> thinking(out, thinking.text(), thinking.signature());
            case Part.RedactedThinking redacted -> redactedThinking(out, redacted.data());
            case Part.Refusal refusal -> text(out, new Part.Text(refusal.text()));
            case Part.SpokenAudio spoken -> text(out, new Part.Text(orEmpty(spoken.transcript())));
            case Part.Opaque opaque -> out.value(opaque.block());
            case Part.Audio audio -> throw new IllegalArgumentException("audio (expected: nothing that has no block)");
            case Part.Video video -> throw new IllegalArgumentException("video (expected: nothing that has no block)");
        }
    }

    static void text(JsonWriter out, Part.Text text) {
        out.beginObject().member("type", "text").member("text", text.text());
        Citations.write(out, text.citations());
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(text.cache())).endObject();
    }

    static void thinking(JsonWriter out, String text, @Nullable String signature) {
        out.beginObject().member("type", "thinking").member("thinking", text);
        out.member("signature", orEmpty(signature)).endObject();
    }

    static void redactedThinking(JsonWriter out, String data) {
        out.beginObject()
                .member("type", "redacted_thinking")
                .member("data", data)
                .endObject();
    }

    private static void toolUse(JsonWriter out, Part.ToolCall call) {
        out.beginObject().member("type", "tool_use").member("id", call.id()).member("name", call.name());
        ToolInput.write(out.name("input"), call.arguments());
        out.allMembers(ownMembers(call.signature()));
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(call.cache())).endObject();
    }

    /** The members of a tool call that a signature of our own stands for. */
    static JsonObject ownMembers(@Nullable String signature) {
        if (signature == null || !isOwn(signature)) {
            return JsonObject.EMPTY;
        }
        try {
            return Json.parseObject(signature);
        } catch (JsonSyntaxException foreign) {
            return JsonObject.EMPTY;
        }
    }

    /** Whether the signature stands for members of an Anthropic tool call. */
    static boolean isOwn(@Nullable String signature) {
        return signature != null && signature.startsWith("{");
    }

    private static void image(JsonWriter out, Part.Image image) {
        boolean paper = isPaper(image.source());
        out.beginObject().member("type", paper ? "document" : "image");
        Sources.write(out, image.source());
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(image.cache())).endObject();
    }

    /** A PDF is often sent where images are expected; it must become a document. */
    private static boolean isPaper(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> bytes.mediaType().equals(PDF);
            case MediaSource.Url address -> PDF.equals(address.mediaType()) || namesPdf(address.url());
            case MediaSource.FileId file -> PDF.equals(file.mediaType());
            case MediaSource.PlainText text -> true;
        };
    }

    private static boolean namesPdf(String url) {
        int end = url.indexOf('?');
        String path = end < 0 ? url : url.substring(0, end);
        return path.toLowerCase(Locale.ROOT).endsWith(".pdf");
    }

    private static void document(JsonWriter out, Part.Document document) {
        String type = documentType(document.source());
        out.beginObject().member("type", type);
        switch (document.source()) {
            case MediaSource.FileId file when type.equals("container_upload") -> out.member("file_id", file.id());
            case MediaSource.Base64 bytes when bytes.mediaType().startsWith("text/") -> decoded(out, bytes);
            case MediaSource source -> Sources.write(out, source);
        }
        if (type.equals("document")) {
            labels(out, document);
        }
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(document.cache()))
                .endObject();
    }

    private static void labels(JsonWriter out, Part.Document document) {
        out.memberIfPresent("title", document.name()).memberIfPresent("context", document.context());
        Boolean citations = document.citations();
        if (citations != null) {
            out.name("citations")
                    .beginObject()
                    .member("enabled", citations.booleanValue())
                    .endObject();
        }
    }

    private static void decoded(JsonWriter out, MediaSource.Base64 bytes) {
        out.name("source").beginObject();
        Sources.plainText(out, decoded(bytes));
        out.endObject();
    }

    private static String decoded(MediaSource.Base64 bytes) {
        try {
            return new String(Base64.getMimeDecoder().decode(bytes.data()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new BadRequestException(
                    ErrorDetail.of("file_data: " + notBase64.getMessage() + " (expected: text in base64)")
                            .withParam("file_data"),
                    400,
                    notBase64);
        }
    }

    private static String documentType(MediaSource source) {
        String mediaType = mediaType(source);
        if (mediaType.startsWith("image/")) {
            return "image";
        }
        boolean upload = source instanceof MediaSource.FileId
                && !mediaType.isEmpty()
                && !mediaType.equals(PDF)
                && !mediaType.equals("text/plain");
        return upload ? "container_upload" : "document";
    }

    private static String mediaType(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> bytes.mediaType();
            case MediaSource.Url address -> orEmpty(address.mediaType());
            case MediaSource.FileId file -> orEmpty(file.mediaType());
            case MediaSource.PlainText text -> "text/plain";
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
