package dev.dragoman;

import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that stand in for models: of one model by name, else of all. Thread-safe. */
final class Mocks {

    private final Provider mock;
    private final Map<String, Mock> byModel;
    private final @Nullable Mock ofAll;

    /**
     * Mocks.
     *
     * @param mock the provider that says what it is told to say
     */
    Mocks(Provider mock, Map<String, Mock> byModel, @Nullable Mock ofAll) {
        this.mock = mock;
        this.byModel = Map.copyOf(byModel);
        this.ofAll = ofAll;
    }

    @Nullable
    Mock of(String model) {
        Mock own = byModel.get(model);
        return own != null ? own : ofAll;
    }

    /** The same model under its own provider's name, without anybody behind it. */
    Located inPlaceOf(Located real, Mock answer) {
        Provider stand = switch (answer) {
            case Mock.Said said -> standIn(real.provider());
            case Mock.Failed failed -> failing(real.provider(), failed);
        };
        Map<String, String> settings = new HashMap<>();
        if (answer instanceof Mock.Said said) {
            settings.put("mock_response", said.text());
        }
        Target target = real.target();
        return new Located(stand, new Target(target.model(), null, null, null, settings, target.traits()));
    }

    private Provider standIn(Provider real) {
        return new Provider(
                real.name(),
                real.title(),
                mock.dialect(),
                mock.address(),
                mock.credentials(),
                Quirks.NONE,
                List.of(),
                List.of());
    }

    private Provider failing(Provider real, Mock.Failed answer) {
        return new Provider(
                real.name(),
                real.title(),
                mock.dialect(),
                mock.address(),
                (request, target, tokens) -> {
                    throw answer.failure();
                },
                Quirks.NONE,
                List.of(),
                List.of());
    }
}
