export { default as MedicineEditPage } from "./EditPage.svelte";
export { default as MedicinePage } from "./MedicinePage.svelte";
export { default as MedicinesPage } from "./MedicinesPage.svelte";
