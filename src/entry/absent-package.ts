/**
 * Stands in the Worker's bundle for packages that libraries can use and Assay
 * does not. Whoever loads it learns what it would without the package.
 *
 * @module
 */

throw new Error("this package is not part of the bundle");
