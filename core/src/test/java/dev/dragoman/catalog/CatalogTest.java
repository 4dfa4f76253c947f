package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
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
            openrouter,openai/gpt-5,gpt-5
            openai,ft:gpt-4o-2024-08-06:my-org::abc,ft:gpt-4o-2024-08-06
            openai,ft:gpt-5:my-org::abc,gpt-5
            azure,ft:gpt-4o-2024-08-06:my-org::abc,ft:gpt-4o-2024-08-06
            openai,gpt-5-2031-01-01,gpt-5
            anthropic,claude-sonnet-4-5-20310101,claude-sonnet-4-5
            vertex_ai,claude-sonnet-4-5@20310101,claude-sonnet-4-5
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
    void everyLineIsReadable() {
        for (String provider : new String[] {"openai", "azure", "azure_ai", "anthropic", "gemini", "vertex_ai"}) {
            assertThat(catalog.ofProvider(provider)).as(provider).hasSizeGreaterThan(10);
        }
    }

    @Test
    void everyKeyIsFoundByHalving() {
        Table table = Table.builtIn();

        for (CatalogModel model : table.all()) {
            assertThat(table.get(model.key())).isEqualTo(model);
        }
    }

    @Test
    void columnsAreFoundByName() {
        Table table = new Table("key\tnew\tabilities\tprovider\nm\t7\tvision\tp\n".getBytes(StandardCharsets.UTF_8));

        assertThat(table.all()).containsExactly(new CatalogModel("m", "p", "", null, null, Set.of(Ability.VISION)));
        assertThat(table.get("l")).isNull();
        assertThat(table.get("n")).isNull();
    }

    @Test
    void anEmptyTableKnowsNothing() {
        assertThat(new Table(new byte[0]).get("m")).isNull();
        assertThat(new Table("key\n".getBytes(StandardCharsets.UTF_8)).all()).isEmpty();
    }
}
