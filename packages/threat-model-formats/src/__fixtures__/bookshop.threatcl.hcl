spec_version = "0.7.0"

component "control" "signed_orders" {
  description    = "Orders are signed"
  implemented    = true
  risk_reduction = 60
}

component "library" "other" {
  description = "Not a control"
}

threatmodel "Book shop" {
  description = <<-EOT
    Sells books.
      Takes payments.
  EOT
  author      = "@reader"
  updated_at  = 1714557600

  additional_attribute "owner" {
    value = "Checkout team"
  }

  information_asset "orders" {
    description                = "What readers bought component:default/orders"
    information_classification = "Confidential"
  }

  threat "Forged order" {
    description            = "Orders in a <b>false</b> name"
    impacts                = ["Integrity", "confidentiality"]
    stride                 = ["Spoofing", "Info Disclosure"]
    information_asset_refs = ["orders"]
    ref                    = "T-1"

    risk {
      likelihood = "high"
      impact     = "very_high"
      rationale  = "Happened twice"
    }

    control "Signature" {
      description          = "Sign orders"
      implementation_notes = "In the gateway"
      implemented          = true
      risk_reduction       = 80

      attribute "owner" {
        value = "Gateway team"
      }
    }

    expanded_control "Review" {
      description = "Look at odd orders"
      implemented = false
    }

    control_imports = ["import.control.signed_orders"]
  }

  /* Old spellings:
     no label, a text and a proposal. */
  threat {
    description = "Someone takes the till"
    control     = "A heavy till"

    proposed_control {
      implemented = true
      description = "A safe"
    }
  }

  data_flow_diagram_v2 "Checkout" {
    external_element "Reader" {}

    trust_zone "Cloud" {
      process "Shop" {}
      data_store "Orders" { information_asset = "orders" }
    }

    process "Till" {
      trust_zone = "Shop floor"
    }

    flow "https" {
      from = "Reader"
      to   = "Shop"
    }

    flow "https" {
      from = "Shop"
      to   = "Orders"
    }
  }
}
