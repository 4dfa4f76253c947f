package dev.dragoman.gateway.budget;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Whether a request refers to what is not in it, or what takes more tokens than it has bytes: media, files, searches, earlier answers. */
final class Outside {

    private static final List<String> MEMBERS =
            List.of("previous_response_id", "conversation", "web_search_options", "cachedContent", "audio");
    private static final byte[][] NONE = {};
    /** By their first letter: most strings begin with one that none of them has. */
    private static final byte[][][] WORDS = words(
            "image_url",
            "input_image",
            "image",
            "input_audio",
            "audio_url",
            "video_url",
            "video",
            "file",
            "file_id",
            "file_data",
            "input_file",
            "fileData",
            "inlineData",
            "inline_data",
            "document",
            "document_url",
            "search_result",
            "container",
            "mcp",
            "web_search",
            "web_search_preview",
            "web_search_20250305",
            "web_fetch_20250910",
            "code_interpreter",
            "file_search",
            "googleSearch",
            "google_search",
            "urlContext",
            "url_context");

    private Outside() {}

    static boolean isMeant(JsonBody body) {
        for (String member : MEMBERS) {
            if (!body.isNull(member)) {
                return true;
            }
        }
        boolean[] found = new boolean[1];
        body.forEach((name, value) -> found[0] |= isIn(value));
        return found[0];
    }

    /** Looks for the words as strings of their own: within a longer one they would stand between escaped quotes. */
    private static boolean isIn(Slice json) {
        byte[] bytes = json.array();
        int end = json.offset() + json.length();
        for (int i = json.offset(); i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"' && isWord(bytes, i + 1, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(byte[] bytes, int from, int end) {
        int first = from < end ? bytes[from] : 0;
        for (byte[] word : first > 0 ? WORDS[first] : NONE) {
            int after = from + word.length;
            if (after < end && bytes[after] == '"' && matches(bytes, from, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int from, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[][][] words(String... words) {
        byte[][][] all = new byte[Byte.MAX_VALUE + 1][][];
        for (int letter = 0; letter < all.length; letter++) {
            char first = (char) letter;
            all[letter] = Arrays.stream(words)
                    .filter(word -> word.charAt(0) == first)
                    .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
        }
        return all;
    }
}
