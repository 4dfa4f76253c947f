package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.MediaTypes;
import dev.dragoman.model.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a turn; results of tools are no parts elsewhere and are read by {@link ContentReader}. */
final class PartReader {

    private PartReader() {}

    /** What names a call: the vendor's own id, its number and its signature decide, and each side has its way. */
    interface CallNaming {

        /** The id by which others know the call. */
        String id(@Nullable String vendorId, @Nullable String signature);
    }

    /** A part, or null when it says nothing. */
    static @Nullable Part read(ProtoField part, boolean byModel, CallNaming naming) {
        String signature = part.string("thoughtSignature");
        String text = part.string("text");
        if (text != null) {
            return text(part, text, signature);
        }
        ProtoField call = part.member("functionCall");
        if (call != null) {
            return call(call, signature, naming);
        }
        ProtoField inline = part.member("inlineData");
        if (inline != null) {
            return inline(inline, part, byModel);
        }
        ProtoField file = part.member("fileData");
        return file == null ? other(part, signature) : file(file, part);
    }

    private static @Nullable Part text(ProtoField part, String text, @Nullable String signature) {
        if (text.isEmpty() && signature == null) {
            return null;
        }
        return Boolean.TRUE.equals(part.bool("thought"))
                ? new Part.Thinking(text, signature)
                : new Part.Text(text, null, List.of(), signature);
    }

    private static Part call(ProtoField call, @Nullable String signature, CallNaming naming) {
        String id = naming.id(call.string("id"), signature);
        String name = call.required("name").text();
        return new Part.ToolCall(id, name, Arguments.read(call.member("args")), false, signature, null);
    }

    private static Part inline(ProtoField inline, ProtoField part, boolean byModel) {
        String type = inline.required("mimeType").text();
        String data = inline.required("data").text();
        if (byModel && type.startsWith("audio/")) {
            return new Part.SpokenAudio(null, data, null, SpokenFormats.format(type), null);
        }
        return media(new MediaSource.Base64(type, data), type, part);
    }

    private static Part file(ProtoField file, ProtoField part) {
        String uri = file.required("fileUri").text();
        String type = file.string("mimeType");
        String shown = type == null ? typeOf(uri) : type;
        return media(new MediaSource.Url(uri, type), shown, part);
    }

    private static String typeOf(String uri) {
        String type = RemoteFiles.isVideoPage(uri) ? "video/mp4" : MediaTypes.ofAddress(uri);
        return type == null ? "" : type;
    }

    private static Part media(MediaSource source, String type, ProtoField part) {
        if (type.startsWith("image/")) {
            return new Part.Image(source, Resolution.detail(resolution(part)), null);
        }
        if (type.startsWith("audio/")) {
            return new Part.Audio(source, type.substring("audio/".length()), null);
        }
        if (type.startsWith("video/")) {
            ProtoField clip = part.member("videoMetadata");
            return new Part.Video(source, clip == null ? null : clip.object(), null);
        }
        return new Part.Document(source, null, null, null, null);
    }

    private static @Nullable String resolution(ProtoField part) {
        ProtoField resolution = part.member("mediaResolution");
        return resolution == null ? null : resolution.string("level");
    }

    /** A block of the vendor's own; a part that holds nothing but a signature is an empty text. */
    private static @Nullable Part other(ProtoField part, @Nullable String signature) {
        JsonObject block = part.object();
        if (block.without("thought", "thoughtSignature", "thought_signature").isEmpty()) {
            return signature == null ? null : new Part.Text("", null, List.of(), signature);
        }
        return new Part.Opaque(GeminiDialect.NAME, block);
    }
}
