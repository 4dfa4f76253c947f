package dev.dragoman.catalog;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a price is for. Each has a short name in the catalogue and the name of LiteLLM's price map. */
public enum Rate {
    INPUT("in", "input_cost_per_token"),
    OUTPUT("out", "output_cost_per_token"),
    REASONING("reason", "output_cost_per_reasoning_token"),
    CACHE_READ("read", "cache_read_input_token_cost"),
    CACHE_WRITE("write", "cache_creation_input_token_cost"),
    CACHE_WRITE_1H("write1h", "cache_creation_input_token_cost_above_1hr"),
    CACHE_READ_AUDIO("read_audio", "cache_read_input_audio_token_cost"),
    CACHE_WRITE_AUDIO("write_audio", "cache_creation_input_audio_token_cost"),
    INPUT_AUDIO("in_audio", "input_cost_per_audio_token"),
    OUTPUT_AUDIO("out_audio", "output_cost_per_audio_token"),
    INPUT_IMAGE_TOKEN("in_image_token", "input_cost_per_image_token"),
    OUTPUT_IMAGE_TOKEN("out_image_token", "output_cost_per_image_token"),
    OUTPUT_VIDEO_TOKEN("out_video_token", "output_cost_per_video_token"),
    CITATION("citation", "citation_cost_per_token"),
    INPUT_IMAGE("in_image", "input_cost_per_image"),
    OUTPUT_IMAGE("out_image", "output_cost_per_image"),
    INPUT_PIXEL("in_pixel", "input_cost_per_pixel"),
    OUTPUT_PIXEL("out_pixel", "output_cost_per_pixel"),
    INPUT_AUDIO_SECOND("in_audio_s", "input_cost_per_audio_per_second"),
    INPUT_VIDEO_SECOND("in_video_s", "input_cost_per_video_per_second"),
    INPUT_VIDEO_SECOND_8S("in_video_s8", "input_cost_per_video_per_second_above_8s_interval"),
    INPUT_VIDEO_SECOND_15S("in_video_s15", "input_cost_per_video_per_second_above_15s_interval"),
    OUTPUT_VIDEO_SECOND("out_video_s", "output_cost_per_video_per_second"),
    OUTPUT_SECOND_480P("out_s480", "output_cost_per_second_480p"),
    OUTPUT_SECOND_720P("out_s720", "output_cost_per_second_720p"),
    OUTPUT_SECOND_1080P("out_s1080", "output_cost_per_second_1080p"),
    OUTPUT_SECOND_4K("out_s4k", "output_cost_per_second_4k"),
    INPUT_SECOND("in_s", "input_cost_per_second"),
    OUTPUT_SECOND("out_s", "output_cost_per_second"),
    INPUT_CHARACTER("in_char", "input_cost_per_character"),
    OUTPUT_CHARACTER("out_char", "output_cost_per_character"),
    QUERY("query", "input_cost_per_query"),
    REQUEST("request", "input_cost_per_request"),
    PAGE("page", "ocr_cost_per_page"),
    ANNOTATED_PAGE("annotated", "annotation_cost_per_page"),
    CREDIT("credit", "ocr_cost_per_credit"),
    SEARCH_LOW("search_low", "search_context_size_low"),
    SEARCH_MEDIUM("search_medium", "search_context_size_medium"),
    SEARCH_HIGH("search_high", "search_context_size_high"),
    CODE_SESSION("code_session", "code_interpreter_cost_per_session"),
    /** For a thousand of them. */
    FILE_SEARCHES("files_1k", "file_search_cost_per_1k_calls"),
    FILE_GB_DAY("files_gb_day", "file_search_cost_per_gb_per_day"),
    VECTOR_STORE_GB_DAY("vectors_gb_day", "vector_store_cost_per_gb_per_day"),
    /** For a thousand of them. */
    COMPUTER_INPUT("computer_in_1k", "computer_use_input_cost_per_1k_tokens"),
    /** For a thousand of them. */
    COMPUTER_OUTPUT("computer_out_1k", "computer_use_output_cost_per_1k_tokens"),
    /** Databricks' own unit, for information. */
    INPUT_DBU("dbu_in", "input_dbu_cost_per_token"),
    /** Databricks' own unit, for information. */
    OUTPUT_DBU("dbu_out", "output_dbu_cost_per_token");

    private static final Rate[] ALL = values();
    private static final Set<Rate> TOKENS = EnumSet.of(
            INPUT,
            OUTPUT,
            REASONING,
            CACHE_READ,
            CACHE_WRITE,
            CACHE_WRITE_1H,
            CACHE_READ_AUDIO,
            CACHE_WRITE_AUDIO,
            INPUT_AUDIO,
            OUTPUT_AUDIO,
            INPUT_IMAGE_TOKEN,
            OUTPUT_IMAGE_TOKEN,
            OUTPUT_VIDEO_TOKEN,
            CITATION);
    private static final Set<Rate> TOOLS = EnumSet.of(
            SEARCH_LOW,
            SEARCH_MEDIUM,
            SEARCH_HIGH,
            CODE_SESSION,
            FILE_SEARCHES,
            FILE_GB_DAY,
            VECTOR_STORE_GB_DAY,
            COMPUTER_INPUT,
            COMPUTER_OUTPUT);
    private static final Map<String, Rate> BY_SHORT = new HashMap<>();
    private static final Map<String, Rate> BY_FIELD = new HashMap<>();

    static {
        for (Rate rate : ALL) {
            BY_SHORT.put(rate.shortName, rate);
            BY_FIELD.put(rate.field, rate);
        }
    }

    private final String shortName;
    private final String field;

    Rate(String shortName, String field) {
        this.shortName = shortName;
        this.field = field;
    }

    /** Its name in LiteLLM's price map. */
    public String field() {
        return field;
    }

    /** Whether it is for a token, from and to caches included. */
    boolean isToken() {
        return TOKENS.contains(this);
    }

    /** Whether it is for a tool of the vendor, whose prices neither classes of service nor places change. */
    boolean isTool() {
        return TOOLS.contains(this);
    }

    boolean isSearch() {
        return this == SEARCH_LOW || this == SEARCH_MEDIUM || this == SEARCH_HIGH;
    }

    /** Its place in arrays. */
    @SuppressWarnings("EnumOrdinal") // a place in arrays that are never stored
    int index() {
        return ordinal();
    }

    String shortName() {
        return shortName;
    }

    static int count() {
        return ALL.length;
    }

    static @Nullable Rate ofShortName(String name) {
        return BY_SHORT.get(name);
    }

    static @Nullable Rate ofField(String field) {
        return BY_FIELD.get(field);
    }
}
