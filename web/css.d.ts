declare module "*.css";

/** A style sheet as text, for a part that is fetched later and brings its own. */
declare module "*.later.css" {
  const text: string;
  export default text;
}
