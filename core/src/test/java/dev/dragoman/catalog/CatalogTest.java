package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private final Catalog catalog = Catalog.builtIn();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            gemini,gemini-2.5-flash,gemini/gemini-2.5-flash
            azure,gpt-4o,azure/gpt-4o
            openai,gpt-5,gpt-5
            anthropic,claude-sonnet-4-5,claude-sonnet-4-5
            -,gpt-5,gpt-5
            -,azure/gpt-4o,azure/gpt-4o
            openrouter,openai/gpt-5,openrouter/openai/gpt-5
            hosted_vllm,openai/gpt-5,gpt-5
            groq,openai/gpt-oss-20b,groq/openai/gpt-oss-20b
            openai,ft:gpt-4o-2024-08-06:my-org::abc,ft:gpt-4o-2024-08-06
            openai,ft:gpt-5:my-org::abc,gpt-5
            azure,ft:gpt-4o-2024-08-06:my-org::abc,ft:gpt-4o-2024-08-06
            openai,gpt-5-2031-01-01,gpt-5
            anthropic,claude-sonnet-4-5-20310101,claude-sonnet-4-5
            vertex_ai,claude-sonnet-4-5@20310101,vertex_ai/claude-sonnet-4-5
            gemini,gemini-2.5-flash-001,gemini/gemini-2.5-flash
            anthropic,claude-haiku-4-5-latest,claude-haiku-4-5
            """)
    void modelsAreFoundByTheirManyNames(@Nullable String provider, String model, String key) {
        CatalogModel found = catalog.find(provider, model);

        assertThat(found).isNotNull();
        assertThat(Objects.requireNonNull(found).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-9", "", "-", "ft:", "ft:nothing", "@x", "a/b/c", "GPT-5"})
    void unknownModelsAreNotFound(String model) {
        assertThat(catalog.find("openai", model)).isNull();
    }

    @Test
    void aModelIsDescribed() {
        CatalogModel flash = Objects.requireNonNull(catalog.find("gemini", "gemini-2.5-flash"));

        assertThat(flash.provider()).isEqualTo("gemini");
        assertThat(flash.name()).isEqualTo("gemini-2.5-flash");
        assertThat(flash.mode()).isEqualTo("chat");
        assertThat(flash.maxInputTokens()).isEqualTo(1_048_576);
        assertThat(flash.maxOutputTokens()).isEqualTo(65_535);
        assertThat(flash.abilities()).contains(Ability.VISION, Ability.REASONING, Ability.URL_CONTEXT);
    }

    @Test
    void inabilitiesAreAbilitiesToo() {
        CatalogModel opus = Objects.requireNonNull(catalog.find("anthropic", "claude-opus-4-7"));

        assertThat(opus.abilities())
                .contains(Ability.NO_SAMPLING_PARAMS, Ability.NO_ASSISTANT_PREFILL)
                .doesNotContain(Ability.ASSISTANT_PREFILL);
    }

    @Test
    void traitsOfADeploymentComeFromItsBaseModel() {
        ModelTraits traits = catalog.traits("azure", "my-deployment", "azure/gpt-4o");

        assertThat(traits.name()).isEqualTo("gpt-4o");
        assertThat(traits.known()).isTrue();
        assertThat(traits.maxOutputTokens()).isEqualTo(16_384);
    }

    @Test
    void aModelWithoutABaseIsItself() {
        assertThat(catalog.traits("gemini", "gemini-2.5-pro", " ").name()).isEqualTo("gemini-2.5-pro");
    }

    @Test
    void nothingIsKnownOfAnUnknownModel() {
        assertThat(catalog.traits("openai", "llama-9", null)).isEqualTo(ModelTraits.unknown("llama-9"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            bedrock,us.anthropic.claude-sonnet-4-5-20250929-v1:0,64000
            bedrock,converse/meta.llama3-8b-instruct-v1:0,8192
            groq,llama-3.3-70b-versatile,32768
            mistral,mistral-large-latest,262144
            cohere,command-r,4096
            """)
    void whatIsKnownOfOtherProvidersRefusesNothing(String provider, String model, long most) {
        ModelTraits traits = catalog.traits(provider, model, null);

        assertThat(traits.known()).isFalse();
        assertThat(traits.maxOutputTokens()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-nova-4,false,false",
        "claude-nova-4-5,false,false",
        "claude-nova-4-6,true,false",
        "claude-nova-4.8,true,true",
        "claude-nova-4-20310101,false,false",
        "us.anthropic.claude-nova-6-v1:0,true,true",
        "claude-nova-7-1-20310101,true,true"
    })
    void anUnknownClaudeHasWhatItsFamilyShares(String model, boolean adaptive, boolean midSystem) {
        ModelTraits traits = catalog.traits("anthropic", model, null);

        assertThat(traits.known()).isFalse();
        assertThat(traits.maxOutputTokens()).isEqualTo(64_000);
        assertThat(traits.can(Ability.REASONING)).isTrue();
        assertThat(traits.can(Ability.ADAPTIVE_THINKING)).isEqualTo(adaptive);
        assertThat(traits.can(Ability.MID_CONVERSATION_SYSTEM)).isEqualTo(midSystem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"claude-", "claude-nova", "claude-nova-", "claude-nova-20310101", "claude-3-nova", "nova-5"})
    void otherNamesAreNoFamily(String model) {
        assertThat(catalog.traits("anthropic", model, null)).isEqualTo(ModelTraits.unknown(model));
    }

    @Test
    void everyProviderIsThere() {
        Set<String> providers = new TreeSet<>();
        Set<String> modes = new TreeSet<>();
        catalog.all().forEach(model -> {
            providers.add(model.provider());
            modes.add(model.mode());
        });

        assertThat(catalog.all()).hasSizeGreaterThan(2_900);
        assertThat(providers)
                .hasSizeGreaterThan(90)
                .contains("openai", "azure", "bedrock", "vertex_ai", "cohere", "groq", "mistral", "deepgram", "ollama");
        assertThat(modes)
                .contains(
                        "chat",
                        "completion",
                        "responses",
                        "embedding",
                        "image_generation",
                        "image_edit",
                        "audio_transcription",
                        "audio_speech",
                        "rerank",
                        "moderation",
                        "realtime",
                        "video_generation",
                        "ocr",
                        "search");
    }

    @Test
    void theModelsOfAProviderAreInOrder() {
        assertThat(catalog.ofProvider("anthropic"))
                .hasSizeGreaterThan(10)
                .isSortedAccordingTo(Comparator.comparing(CatalogModel::key));
    }

    @Test
    void everyKeyIsFoundByHalving() {
        BuiltInModels models = new BuiltInModels();

        for (String name : models.names()) {
            Table table = models.table(name);
            for (CatalogModel model : table.all()) {
                assertThat(table.get(model.key())).isEqualTo(model);
                assertThat(models.get(model.key())).isEqualTo(model);
            }
        }
    }

    @Test
    void everyPriceIsReadable() {
        for (CatalogModel model : catalog.all()) {
            assertThat(model.prices().isKnown())
                    .as(model.key())
                    .isEqualTo(model.priceText().chars().anyMatch(c -> c == '='));
            PriceFields again = PriceFields.of(ModelFields.of(model));
            model.prices().dollars().forEach((name, price) -> {
                if (name.above() % 1_000 == 0) {
                    assertThat(again.dollars().get(name))
                            .as(model.key() + " " + name)
                            .isEqualByComparingTo(price);
                }
            });
            assertThat(again.mistakes()).as(model.key()).isEmpty();
        }
    }

    @Test
    void onlyTheTablesThatAreAskedForAreRead() {
        BuiltInModels models = new BuiltInModels();

        assertThat(models.get("anthropic/claude-sonnet-4-5")).isNull();
        assertThat(models.get("gpt-5")).isNotNull();

        assertThat(models.loaded()).containsExactly("own");
    }

    @Test
    void columnsAreFoundByName() {
        Table table = new Table("key\tnew\tabilities\tprovider\nm\t7\tvision\tp\n".getBytes(StandardCharsets.UTF_8));

        assertThat(table.all())
                .containsExactly(new CatalogModel("m", "p", "", null, null, Set.of(Ability.VISION), false, "", ""));
        assertThat(table.get("l")).isNull();
        assertThat(table.get("n")).isNull();
    }

    @Test
    void anEmptyTableKnowsNothing() {
        assertThat(new Table(new byte[0]).get("m")).isNull();
        assertThat(new Table("key\n".getBytes(StandardCharsets.UTF_8)).all()).isEmpty();
    }
}
