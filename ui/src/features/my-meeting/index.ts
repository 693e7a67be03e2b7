export { default as AttendanceEditor } from "./AttendanceEditor.svelte";
export { default as AttendanceSheetPage } from "./AttendanceSheetPage.svelte";
export { default as DueMeetings } from "./DueMeetings.svelte";
export { default as MyMeetingPage } from "./MyMeetingPage.svelte";
export { default as MyMeetingsPage } from "./MyMeetingsPage.svelte";
