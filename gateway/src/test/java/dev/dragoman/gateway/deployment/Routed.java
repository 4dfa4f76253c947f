package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway before one group of three deployments, which answer with their names: one, two and three. */
final class Routed implements AutoCloseable {

    final FakeOpenAi one = answering("one");
    final FakeOpenAi two = answering("two");
    final FakeOpenAi three = answering("three");

    private final Gateway gateway;

    /**
     * A gateway.
     *
     * @param sections further sections, each without blanks before it
     * @param ofOne further members of the entry of one, such as {@code rpm: 3}
     */
    Routed(String sections, String ofOne, String ofTwo, String ofThree) {
        this(sections, List.of(ofOne, ofTwo, ofThree), List.of("", "", ""));
    }

    private Routed(String sections, List<String> params, List<String> infos) {
        List<String> names = List.of("one", "two", "three");
        List<FakeOpenAi> fakes = List.of(one, two, three);
        StringBuilder yaml = new StringBuilder("model_list:\n");
        for (int i = 0; i < names.size(); i++) {
            yaml.append(entry(names.get(i), fakes.get(i), params.get(i), infos.get(i)));
        }
        gateway = Gateway.startOf(yaml + sections);
    }

    /** A gateway with further members of the entries' model_info. */
    static Routed withInfo(String sections, String ofOne, String ofTwo, String ofThree) {
        return new Routed(sections, List.of("", "", ""), List.of(ofOne, ofTwo, ofThree));
    }

    private static FakeOpenAi answering(String name) {
        FakeOpenAi fake = FakeOpenAi.start();
        fake.answersWith(call -> Answer.text("from " + name));
        return fake;
    }

    private static String entry(String id, FakeOpenAi fake, String params, String info) {
        String model = params.contains("model:") ? "" : "model: openai/gpt-4o, ";
        return """
                  - model_name: chat
                    litellm_params: {%sapi_key: sk-x, api_base: "%s", %s}
                    model_info: {id: %s, %s}
                """.formatted(model, fake.baseUrl(), params, id, info);
    }

    Gateway gateway() {
        return gateway;
    }

    /** What a plain question is answered. */
    HttpResponse<String> ask(String... headers) {
        return gateway.post("/v1/chat/completions", Gateway.question("chat", false), headers);
    }

    /** What a question with further members is answered. */
    HttpResponse<String> askWith(String members, String... headers) {
        String question = Gateway.question("chat", false);
        return gateway.post(
                "/v1/chat/completions", question.replace("\"stream\":false", "\"stream\":false," + members), headers);
    }

    /** How often each answers a plain question. */
    Map<String, Integer> answers(int times) {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            answers.merge(ask().headers().firstValue("x-litellm-model-id").orElse("none"), 1, Integer::sum);
        }
        return answers;
    }

    @Override
    public void close() {
        gateway.close();
        one.close();
        two.close();
        three.close();
    }
}
