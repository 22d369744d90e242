export { default } from "../../new/loading.tsx";
