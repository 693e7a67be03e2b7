/* Wine 8 has no bcryptprimitives.dll; Rust's standard library takes ProcessPrng from it. The older name of the same
   generator answers. Only beside test programs under Wine, never shipped. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
