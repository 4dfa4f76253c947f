/** SAP AI Core: its token server, its list of deployments, and the orchestration that is one of them. */
@NullMarked
package dev.dragoman.testkit.sap;

import org.jspecify.annotations.NullMarked;
