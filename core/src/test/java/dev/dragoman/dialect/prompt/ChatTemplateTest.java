package dev.dragoman.dialect.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatTemplateTest {

    private static final List<Turn> TURNS = List.of(
            new Turn(Turn.Role.SYSTEM, "S"),
            new Turn(Turn.Role.USER, "U1"),
            new Turn(Turn.Role.ASSISTANT, "A1"),
            new Turn(Turn.Role.USER, "U2"));

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            meta-llama/Llama-2-7b-chat -> [INST] <<SYS>>~S~<</SYS>>~~U1 [/INST] A1 </s><s>[INST] U2 [/INST]
            meta.llama3-8b -> <|begin_of_text|><|start_header_id|>system<|end_header_id|>~~S<|eot_id|><|start_header_id|>user<|end_header_id|>~~U1<|eot_id|><|start_header_id|>assistant<|end_header_id|>~~A1<|eot_id|><|start_header_id|>user<|end_header_id|>~~U2<|eot_id|><|start_header_id|>assistant<|end_header_id|>~~
            llama-4-scout -> <|begin_of_text|><|header_start|>system<|header_end|>~~S<|eot|><|header_start|>user<|header_end|>~~U1<|eot|><|header_start|>assistant<|header_end|>~~A1<|eot|><|header_start|>user<|header_end|>~~U2<|eot|><|header_start|>assistant<|header_end|>~~
            mistralai/mixtral-8x7b -> [INST] S~~U1 [/INST] A1</s>[INST] U2 [/INST]
            qwen2-72b -> <|im_start|>system~S<|im_end|>~<|im_start|>user~U1<|im_end|>~<|im_start|>assistant~A1<|im_end|>~<|im_start|>user~U2<|im_end|>~<|im_start|>assistant~
            google/gemma-2 -> <start_of_turn>user~S~~U1<end_of_turn>~<start_of_turn>model~A1<end_of_turn>~<start_of_turn>user~U2<end_of_turn>~<start_of_turn>model~
            deepseek-r1 -> <｜begin▁of▁sentence｜>S<｜User｜>U1<｜Assistant｜>A1<｜end▁of▁sentence｜><｜User｜>U2<｜Assistant｜>
            amazon.titan-text -> S~User: U1~Bot: A1~User: U2~Bot:
            some-model -> S~User: U1~Assistant: A1~User: U2~Assistant:
            """)
    void aConversationIsLaidOutAsTheFamilyKnowsIt(String model, String text) {
        assertThat(ChatTemplate.of(model).layOut(TURNS).replace('\n', '~').stripTrailing())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            llama-2 -> [INST] U [/INST] {
            llama-3 -> <|begin_of_text|><|start_header_id|>user<|end_header_id|>~~U<|eot_id|><|start_header_id|>assistant<|end_header_id|>~~{
            mistral -> [INST] U [/INST] {
            deepseek -> <｜begin▁of▁sentence｜><｜User｜>U<｜Assistant｜>{
            other -> User: U~Assistant: {
            """)
    void aBegunAnswerIsLeftOpen(String model, String text) {
        List<Turn> turns = List.of(new Turn(Turn.Role.USER, "U"), new Turn(Turn.Role.PREFIX, "{"));

        assertThat(ChatTemplate.of(model).layOut(turns).replace('\n', '~')).isEqualTo(text);
    }

    @Test
    void whatIsNoTextIsNoted() {
        ChatRequest request = ChatRequest.builder("llama-3")
                .messages(List.of(
                        new Message.User(
                                List.of(
                                        new Part.Text("x"),
                                        new Part.Image(new MediaSource.Base64("image/png", "AAAA"), null, null)),
                                null),
                        new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))),
                        new Message.ToolResult(List.of(new Part.Text("y")), "a", null, null, null)))
                .build();

        WrittenRequest written = PromptDialect.llama().writeRequest(request, ModelTraits.unknown("llama-3"));

        assertThat(written.unsupported()).containsExactlyInAnyOrder("image_url", "tool_calls", "tool messages");
    }

    @Test
    void noClientSpeaksIt() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> PromptDialect.titan().readRequest(JsonBody.of(JsonObject.EMPTY)))
                .withMessageContaining("bedrock-titan");
    }
}
