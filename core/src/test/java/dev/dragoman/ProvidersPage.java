package dev.dragoman;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.compatible.CompatibleProviders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of documentation that lists the providers, written from the providers themselves. */
final class ProvidersPage {

    private static final String MODEL = "some-model";

    private ProvidersPage() {}

    static String markdown() {
        List<Provider> providers = new ArrayList<>(Providers.builtIn().all());
        return """
                # Providers

                Generated from the code; `mvn -pl core test -Dtest=ProvidersPageTest -Dgolden.update=true` writes it anew.

                A model is named `provider/model`. The key comes from `api_key`, else from the first of the variables that is set;
                so does the address from `api_base`. Parameters that are not supported fail the call unless `drop_params` is set;
                those of a vendor's own pass. Some models take less than their provider; `GET /utils/supported_openai_params` tells
                what one model takes.

                OpenAI's parameters are: %s.

                ## Chat

                | Provider | Name | Key | Address | Settings | Beside chat | Parameters of OpenAI's that are not supported |
                | --- | --- | --- | --- | --- | --- | --- |
                %s
                ## No chat

                Chat with these is refused with a message that says what they serve.

                | Provider | Name | Key | Serves |
                | --- | --- | --- | --- |
                %s""".formatted(
                        codes(SupportedParameters.names()),
                        providers.stream()
                                .filter(ProvidersPage::converses)
                                .map(ProvidersPage::row)
                                .collect(Collectors.joining()),
                        providers.stream()
                                .filter(provider -> !converses(provider))
                                .map(ProvidersPage::otherRow)
                                .collect(Collectors.joining()));
    }

    private static boolean converses(Provider provider) {
        return provider.converses() && served(provider).isEmpty();
    }

    private static List<String> served(Provider provider) {
        return provider.converses()
                ? CompatibleProviders.servedInsteadOfChat(provider.name())
                : provider.operations().stream().map(Operation::title).toList();
    }

    private static String row(Provider provider) {
        List<String> settings = provider.settingVariables().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> "`" + setting.getKey() + "` (`" + setting.getValue() + "`)")
                .toList();
        return line(
                provider.title(),
                codes(List.of(provider.name())),
                codes(provider.keyVariables()),
                codes(provider.baseVariables()),
                String.join(", ", settings),
                services(provider),
                codes(unsupported(provider)));
    }

    private static String otherRow(Provider provider) {
        return line(
                provider.title(),
                codes(List.of(provider.name())),
                codes(provider.keyVariables()),
                provider.converses() ? String.join(", ", served(provider)) : services(provider));
    }

    private static String services(Provider provider) {
        return provider.operations().stream()
                .filter(operation -> operation != Operation.CHAT)
                .map(Operation::title)
                .collect(Collectors.joining(", "));
    }

    private static List<String> unsupported(Provider provider) {
        Target target = new Target(MODEL, null, null, null, Map.of(), ModelTraits.unknown(MODEL));
        List<String> missing = new ArrayList<>(SupportedParameters.names());
        missing.removeAll(Providers.supportedParameters(provider, target));
        return missing;
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String codes(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
}
