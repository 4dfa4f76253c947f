package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formula, with a counter to which every character is a token. */
class ChatTokensTest {

    private final ChatTokens tokens = new ChatTokens((model, text) -> text.length());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            12|{"messages":[{"role":"user","content":"ab"}]}
            14|{"messages":[{"role":"user","content":"ab","name":"c"}]}
            14|{"messages":[{"role":"user","content":[{"type":"text","text":"ab"},{"type":"text","text":"cd"}]}]}
            262|{"messages":[{"role":"user","content":[{"type":"text","text":"ab"},{"type":"input_audio","input_audio":{"data":"AAAA"}}]}]}
            262|{"messages":[{"role":"user","content":[{"type":"text","text":"ab"},{"type":"image_url","image_url":{"url":"https://x/y"}}]}]}
            17|{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","function":{"name":"f","arguments":"{}"}}]}]}
            17|{"messages":[{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}]}
            21|{"messages":[{"role":"tool","tool_call_id":"call_1","content":"sunny"}]}
            25|{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"abcde","signature":"long"},{"type":"text","text":"ab"},{"type":"tool_use","id":"i","name":"f","input":{}}]}]}
            17|{"system":"ab","messages":[{"role":"user","content":"ab"}]}
            17|{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"x","is_error":false,"content":[{"type":"text","text":"abcdefg"}]}]}]}
            12|{"contents":[{"role":"user","parts":[{"text":"ab"}]}]}
            260|{"contents":[{"role":"user","parts":[{"inlineData":{"data":"AAAA"}}]}]}
            3|{"messages":[]}
            """)
    void aChatIsTheSumOfItsParts(long expected, String chat) {
        assertThat(tokens.chat("any", Json.parseObject(chat))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0|user|`auto`
            -4|system|`auto`
            1|user|`none`
            8|user|{"type":"function","function":{"name":"f"}}
            """)
    void toolsAndTheirChoiceAreCounted(long more, String role, String choice) {
        String tool = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
        String given = choice.startsWith("{") ? choice : "\"" + choice + "\"";
        long without =
                tokens.chat("any", Json.parseObject("{\"messages\":[{\"role\":\"" + role + "\",\"content\":\"ab\"}]}"));
        long with = tokens.chat(
                "any",
                Json.parseObject("{\"messages\":[{\"role\":\"" + role + "\",\"content\":\"ab\"}],\"tools\":[" + tool
                        + "],\"tool_choice\":" + given + "}"));
        String declared = "namespace functions {\n\ntype f = () => any;\n\n} // namespace functions";

        assertThat(with - without).isEqualTo(declared.length() + 9 + more);
    }
}
