// What must hold on every screen when its words are longer, as in other languages.
import { layoutAlone, walkEveryScreen } from "./every-screen.mjs";

walkEveryScreen("in words 40 % longer", { locale: "en-XA" }, layoutAlone);
