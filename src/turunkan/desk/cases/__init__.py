"""Cases: decided Items and Accounts of one platform that belong together (screen: berkas)."""
