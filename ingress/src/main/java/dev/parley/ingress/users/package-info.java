/** Users: created and changed by the tenant's server, read by everybody of the tenant, changed by themselves in part. */
@NullMarked
package dev.parley.ingress.users;

import org.jspecify.annotations.NullMarked;
