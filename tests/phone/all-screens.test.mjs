// What must hold on every screen on a phone, in other colours and shapes, a wide window among them. It takes longest, and is
// named so that it begins first.
import { everyLook, walkEveryScreen } from "./every-screen.mjs";

walkEveryScreen("on a phone, in other colours and shapes", {}, everyLook);
