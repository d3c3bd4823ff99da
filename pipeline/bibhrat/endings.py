"""What stands behind a name in Bangla: its endings, as sources of patterns for folded text."""

#: The genitive: ফেসবুকের, বিটিআরসির, এক্স-এর, বিএ'র.
GENITIVE = "(?:[-']?(?:এর|ের|র))"
#: Any case: also ফেসবুকে, সার্ভারকে, নগদ-এ, সেবায়.
CASE = "(?:[-']?(?:এর|ের|র|কে|তে|ে|\u09df))"
#: "Also" and "itself", behind a case or none: ফেসবুকেও, ফেসবুকই.
CLITIC = "[ইও]"
