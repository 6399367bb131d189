/** The topics of a platform, beside what the code wants of them. */
@NullMarked
package dev.parley.operator.topics;

import org.jspecify.annotations.NullMarked;
