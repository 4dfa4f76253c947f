package dev.dragoman.dialect.gemini;

import java.util.Set;

/** Tools that Google brings itself, by the member that holds their settings. */
final class VendorTools {

    static final String SEARCH = "googleSearch";
    static final String MAPS = "googleMaps";
    static final String DECLARATIONS = "functionDeclarations";

    private static final Set<String> KINDS = Set.of(
            SEARCH,
            MAPS,
            "googleSearchRetrieval",
            "codeExecution",
            "urlContext",
            "computerUse",
            "enterpriseWebSearch",
            "fileSearch",
            "retrieval",
            "mcpServers",
            "parallelAiSearch",
            "exaAiSearch");

    private VendorTools() {}

    /** Whether a tool's member names one of the vendor's tools. */
    static boolean knows(String camel) {
        return KINDS.contains(camel);
    }

    /** Whether the type, in another vendor's words, is a search of the web. */
    static boolean isWebSearch(String type) {
        return type.startsWith("web_search");
    }
}
